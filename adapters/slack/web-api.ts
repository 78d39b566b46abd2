import { ServiceUnavailable, WrongAsAsked } from '../../core/errors.ts';
import type { Clock } from '../../core/ports.ts';
import type { Slack, SlackMessage, SlackPlace } from '../../core/slack/slack.ts';

/** Where Slack is, and who asks it. */
export type SlackAccess = {
  /** The bot token; asked for anew before every call, so that a new one is used soon. */
  token(): Promise<string>;
  readonly clock: Pick<Clock, 'now' | 'sleep'>;
  /** Another address than Slack's own: a server on loopback. */
  readonly address?: string;
  /** How long a call may wait when Slack asks for patience. */
  readonly patienceMs?: number;
};

/** Slack's own address. */
export const slackAddress = 'https://slack.com/api';

const timeoutMs = 5_000;
const mostAnswerBytes = 1_000_000;

/** What Slack says of a bot token: whom it belongs to. */
export type SlackIdentity = { readonly team: string; readonly teamId: string; readonly bot: string };

/** Slack by its Web API. */
// https://docs.slack.dev/apis/web-api
export const slackApi = (access: SlackAccess): Slack & { whoAmI(): Promise<SlackIdentity> } => ({
  post: async ({ channel, threadTs, broadcast, text, blocks }) => {
    const thread = threadTs === undefined ? {} : { thread_ts: threadTs, reply_broadcast: broadcast ?? false };
    const body = { channel, text, blocks, ...thread, ...quiet };
    const answer = mustBeOk('chat.postMessage', await call(access, 'chat.postMessage', body));
    return { channel: String(answer.channel), ts: String(answer.ts) };
  },
  update: async (place, message) => updated(access, place, message),
  membersOf: async (usergroup) => {
    const answer = mustBeOk(
      'usergroups.users.list',
      await call(access, 'usergroups.users.list', { usergroup }),
    );
    if (!Array.isArray(answer.users))
      throw new ServiceUnavailable('Slack named no members of the user group');
    return answer.users.map(String);
  },
  respond: (address, { text, blocks }, { replace = false } = {}) => {
    mustBeSlacks(access, address);
    const shown = replace
      ? { replace_original: true }
      : { response_type: 'ephemeral', replace_original: false };
    return responded(address, { text, blocks, ...shown });
  },
  whoAmI: async () => {
    const answer = mustBeOk('auth.test', await call(access, 'auth.test', {}));
    return { team: String(answer.team), teamId: String(answer.team_id), bot: String(answer.user) };
  },
});

// Nothing that looks like a name, a channel or an address becomes one.
const quiet = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false };

type Answer = Readonly<Record<string, unknown>>;

const gone = new Set(['message_not_found', 'cant_update_message', 'channel_not_found', 'edit_window_closed']);

const updated = async (
  access: SlackAccess,
  { channel, ts }: SlackPlace,
  { text, blocks }: SlackMessage,
): Promise<boolean> => {
  const answer = await call(access, 'chat.update', { channel, ts, text, blocks, ...quiet });
  if (answer.ok !== true && gone.has(String(answer.error))) return false;
  mustBeOk('chat.update', answer);
  return true;
};

// What Slack says when the fault is its own, or passes.
const passing = new Set([
  'fatal_error',
  'internal_error',
  'ratelimited',
  'rate_limited',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
]);

const mustBeOk = (method: string, answer: Answer): Answer => {
  if (answer.ok === true) return answer;
  const error = wordOf(answer);
  if (passing.has(error)) throw new ServiceUnavailable(`Slack could not do ${method} just now: ${error}`);
  throw new WrongAsAsked(`Slack refused ${method}: ${error}${details(answer)}`);
};

// What is no word of Slack's is shown to nobody: something in between may repeat what it was sent.
const wordOf = ({ error }: Answer): string =>
  typeof error === 'string' && /^[a-z0-9_]{1,80}$/.test(error) ? error : 'it does not say why';

// Where a block is wrong, Slack says which.
const details = ({ response_metadata: more }: Answer): string => {
  const messages =
    typeof more === 'object' && more !== null && 'messages' in more ? more.messages : undefined;
  return Array.isArray(messages) ? ` (${messages.map(String).join('; ').slice(0, 500)})` : '';
};

const patience = 20_000;

/** Asks Slack, waiting where it says so for as long as there is patience. */
const call = async (access: SlackAccess, method: string, body: Answer): Promise<Answer> => {
  const untilMs = access.clock.now() + (access.patienceMs ?? patience);
  for (;;) {
    const response = await send(`${access.address ?? slackAddress}/${method}`, method, {
      ...encoded(body),
      authorization: `Bearer ${await access.token()}`,
    });
    if (response.status !== 429) return read(method, response);
    await response.body?.cancel();
    const waitMs = retryAfterMs(response.headers.get('retry-after'));
    if (access.clock.now() + waitMs > untilMs)
      throw new ServiceUnavailable(`Slack asks to wait ${waitMs / 1_000} s before ${method}`);
    await access.clock.sleep(waitMs);
  }
};

type Sent = { readonly text: string; readonly type: string; readonly authorization?: string };

// Methods that read take a form only; those that write blocks take JSON.
const encoded = (body: Answer): Sent =>
  'text' in body
    ? { text: JSON.stringify(body), type: 'application/json; charset=utf-8' }
    : {
        text: new URLSearchParams(body as Record<string, string>).toString(),
        type: 'application/x-www-form-urlencoded',
      };

const send = async (url: string, what: string, { text, type, authorization }: Sent): Promise<Response> => {
  try {
    return await fetch(url, {
      ...{ method: 'POST', body: text, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) },
      headers: { 'content-type': type, ...(authorization && { authorization }) },
    });
  } catch (cause) {
    throw new ServiceUnavailable(`Slack did not answer ${what}`, { cause });
  }
};

const retryAfterMs = (header: string | null): number => {
  const seconds = Number(header || 'none');
  return Number.isFinite(seconds) && seconds >= 0 ? Math.max(1, seconds) * 1_000 : 30_000;
};

const read = async (method: string, response: Response): Promise<Answer> => {
  const [body] = await Promise.allSettled([response.text()]);
  if (response.status !== 200 || body.status === 'rejected' || body.value.length > mostAnswerBytes)
    throw new ServiceUnavailable(`Slack answered ${method} with HTTP ${response.status}`);
  try {
    const answer: unknown = JSON.parse(body.value);
    if (typeof answer === 'object' && answer !== null) return answer as Answer;
  } catch {
    // Said below: a page of a proxy in between is no answer.
  }
  throw new ServiceUnavailable(`Slack answered ${method} with what is no JSON object`);
};

const responded = async (address: string, body: Answer): Promise<void> => {
  const response = await send(address, 'a response', {
    text: JSON.stringify(body),
    type: 'application/json; charset=utf-8',
  });
  await response.body?.cancel();
  if (response.status === 429 || response.status >= 500)
    throw new ServiceUnavailable(`Slack took no response: HTTP ${response.status}`);
  if (response.status !== 200) throw new WrongAsAsked(`Slack refused a response: HTTP ${response.status}`);
};

// It comes in a signed request; still, what goes there goes to Slack and nobody else.
const mustBeSlacks = ({ address }: SlackAccess, responseUrl: string): void => {
  const { origin } = new URL(responseUrl);
  const ours = address === undefined ? 'https://hooks.slack.com' : new URL(address).origin;
  if (origin !== ours) throw new WrongAsAsked('The address of a response is not Slack’s');
};
