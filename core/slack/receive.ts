import type { IdempotencyKeys } from '../fronts.ts';
import type { Clock } from '../ports.ts';
import { because } from '../protocol/record.ts';
import { readCommand, readInteraction, type SlackAsked, type SlackCall, slackActions } from './asked.ts';
import { type SignedRequest, signatureOf } from './signature.ts';

/** A request at one of Slack's two addresses. */
export type SlackRequest = SignedRequest & { readonly path: string };

/** What receiving takes. */
export type Receiving = {
  readonly clock: Pick<Clock, 'now'>;
  readonly idempotencyKeys: IdempotencyKeys;
  /** The signing secrets in force: two while one is being changed. */
  secrets(): Promise<readonly string[]>;
  /** Whose requests are taken at all. */
  readonly team: string;
  readonly app: string;
  /** Gives the work to whoever does it, without waiting for it. */
  hand(asked: SlackAsked): Promise<void>;
};

/** What Slack is answered: JSON that only whoever asked will see, or nothing. */
export type SlackAnswer = { readonly status: number; readonly text?: string };

const replayMs = 10 * 60_000;

/** Takes a request of Slack's and answers at once; the work is done by somebody else. */
export const receive = async (receiving: Receiving, request: SlackRequest): Promise<SlackAnswer> => {
  const nowMs = receiving.clock.now();
  const secrets = await receiving.secrets();
  const signature = signatureOf(request, secrets, nowMs);
  if (signature === undefined) return { status: 401 };
  const [read] = await Promise.allSettled([readAt(request)]);
  if (read.status === 'rejected' || read.value === undefined) return { status: 400 };
  const { team, app, asked } = read.value;
  if (team !== receiving.team || app !== receiving.app) return { status: 403 };
  const key = `slack:${team}:${signature.timestamp}:${signature.signature}`;
  const claim = { key, bodyHash: signature.signature, answer: {}, atMs: nowMs, forMs: replayMs };
  const [claimed] = await Promise.allSettled([receiving.idempotencyKeys.claim(claim)]);
  // To stop twice is harmless, so a store that does not answer keeps nobody from it.
  if (claimed.status === 'rejected' && !onlyStops(asked)) return notNow(claimed.reason);
  if (claimed.status === 'fulfilled' && claimed.value.outcome !== 'claimed') return { status: 200 };
  const [handed] = await Promise.allSettled([receiving.hand(asked)]);
  return handed.status === 'rejected' ? notNow(handed.reason) : { status: 200 };
};

const readAt = async ({ path, body }: SlackRequest): Promise<SlackCall | undefined> => {
  const text = Buffer.from(body).toString('utf8');
  if (path.endsWith('/commands')) return readCommand(text);
  return path.endsWith('/interactions') ? readInteraction(text) : undefined;
};

const onlyStops = (asked: SlackAsked): boolean =>
  asked.kind === 'button'
    ? asked.action === slackActions.stop
    : /^\s*(stop|lever\s+pull)\b/i.test(asked.text);

// Slack shows what comes with 200 to whoever asked, and something of its own otherwise.
const notNow = (failure: unknown): SlackAnswer => {
  console.error(`A request of Slack's was not taken: ${because(failure)}`);
  return {
    status: 200,
    text: 'Firedrill could not take this just now, and has done nothing. Try again, or use the command line: firedrill stop --all',
  };
};
