import { NotFound, ServiceUnavailable, WrongAsAsked } from '../errors.ts';
import type { FiredrillEvent } from '../events.ts';
import type { Ports } from '../ports.ts';
import { because, note, type Writing } from '../protocol/record.ts';
import { within } from '../protocol/within.ts';
import { type ChannelKind, isNamedKind, parseChannel } from './channels.ts';
import { type Integration, type Integrations, noIntegrations } from './integrations.ts';
import type { Subject } from './message.ts';
import { type Telling, tellingsOf } from './tellings.ts';

/** Which notices have been told. Two who tell the same at once are told apart; one that died is followed after a minute. */
export type Told = {
  begin(key: string, atMs: number): Promise<'mine' | 'told' | 'busy'>;
  end(key: string, atMs: number): Promise<void>;
  giveBack(key: string): Promise<void>;
};

/**
 * Sends one message to one channel. Throws `WrongAsAsked` when asking again changes nothing. `integration` is what its
 * address names, for the kinds whose address is a name.
 */
export type Messenger = (
  telling: Telling,
  address: string,
  integration: Integration | undefined,
) => Promise<void>;

/** What telling people takes. */
export type NoticeDesk = Writing &
  Pick<Ports, 'clock'> & {
    readonly runs: Pick<Ports['runs'], 'get'>;
    readonly experiments: Pick<Ports['experiments'], 'get'>;
    readonly gameDays: Pick<Ports['gameDays'], 'get'>;
    readonly told: Told;
    /** Whom the deployment can tell. */
    integrations(): Promise<Integrations>;
    readonly messengers: Partial<Readonly<Record<ChannelKind, Messenger>>>;
  };

/**
 * Tells people of an event, everybody at once; a channel that fails keeps no other waiting. Throws `ServiceUnavailable`
 * when somebody was not told who may be later: told again, only those are told.
 */
export const tellPeople = async (desk: NoticeDesk, event: FiredrillEvent): Promise<void> => {
  const subject = await subjectOf(desk, event.subject);
  if (subject === undefined) return;
  const [asked] = await Promise.allSettled([desk.integrations()]);
  const known = asked.status === 'fulfilled' ? asked.value : noIntegrations;
  const outcomes = await Promise.allSettled([
    ...tellingsOf(event, subject, known.needsHuman).map((telling) =>
      tellOnce(desk, telling, () => (asked.status === 'fulfilled' ? known : fail(asked.reason))),
    ),
    // Whom else this would have told, nobody knows.
    ...(asked.status === 'rejected' && event.type === 'NeedsHuman' ? [Promise.reject(asked.reason)] : []),
  ]);
  const reasons = outcomes.flatMap((one) => (one.status === 'rejected' ? [because(one.reason)] : []));
  if (reasons.length > 0) throw new ServiceUnavailable([...new Set(reasons)].join('; '));
};

const fail = (reason: unknown): never => {
  throw reason;
};

const subjectOf = async (desk: NoticeDesk, id: string): Promise<Subject | undefined> => {
  const run = await desk.runs.get(id);
  if (run?.onlyPlan) return undefined;
  if (run) {
    const stored = await desk.experiments.get(run.experiment);
    return stored && { run, experiment: stored.document };
  }
  const day = await desk.gameDays.get(id);
  return day && { day };
};

const tellOnce = async (desk: NoticeDesk, telling: Telling, known: () => Integrations): Promise<void> => {
  const begun = await begin(desk, telling);
  if (begun === 'told') return;
  if (begun === 'busy') throw new ServiceUnavailable(`${telling.channel} is being told by another`);
  const [sent] = await Promise.allSettled([send(desk, telling, known)]);
  if (sent.status === 'fulfilled') return desk.told.end(telling.key, desk.clock.now());
  if (!(sent.reason instanceof WrongAsAsked)) {
    await desk.told.giveBack(telling.key);
    throw sent.reason;
  }
  // Asking again changes nothing: it is on record, and the run goes on.
  await desk.told.end(telling.key, desk.clock.now());
  const { channel, form, message } = telling;
  const data = { channel, form, about: message.word };
  await note(desk, message.about, 'notice-failed', { reason: because(sent.reason), data });
};

// Who must come is told twice rather than not at all.
const begin = async ({ told, clock }: NoticeDesk, { key, message }: Telling) => {
  const [asked] = await Promise.allSettled([told.begin(key, clock.now())]);
  if (asked.status === 'fulfilled') return asked.value;
  if (message.word === 'needs-human') return 'mine';
  throw asked.reason;
};

// Every messenger has a shorter limit of its own; this one is for what hangs nevertheless.
const sendWithinMs = 15_000;

const send = async (desk: NoticeDesk, telling: Telling, known: () => Integrations): Promise<void> => {
  const parsed = parseChannel(telling.channel);
  if (!parsed.ok) throw new WrongAsAsked(`${parsed.message}: ${parsed.fix}`);
  const { kind, address } = parsed.value;
  const messenger = desk.messengers[kind];
  if (messenger === undefined) throw new WrongAsAsked(`Nobody here can tell a ${kind} channel`);
  const integration = isNamedKind(kind) ? integrationOf(known(), kind, address) : undefined;
  await within(desk.clock, sendWithinMs, `tell ${telling.channel}`, messenger(telling, address, integration));
};

const integrationOf = ({ integrations }: Integrations, kind: ChannelKind, name: string): Integration => {
  const found = Object.hasOwn(integrations, name) ? integrations[name] : undefined;
  if (found?.type === kind) return found;
  const names = Object.entries(integrations).flatMap(([one, { type }]) => (type === kind ? [one] : []));
  throw new NotFound(
    `This deployment has no ${kind} integration ${name}; it has ${names.join(', ') || 'none'}`,
  );
};
