/** Where an item is. */
export type ItemKey = { readonly pk: string; readonly sk: string };

/** A run, with its attempts to undo. */
export const runKey = (runId: string): ItemKey => ({ pk: `RUN#${runId}`, sk: 'META' });

/** The undo record of a fault. */
export const faultKey = (runId: string, ordinal: number): ItemKey => ({
  pk: `RUN#${runId}`,
  sk: `FAULT#${padded(ordinal, 6)}`,
});

/** A record of the journal of a run or of a game day. */
export const journalKey = (id: string, seq: number): ItemKey => ({
  pk: `RUN#${id}`,
  sk: `J#${padded(seq, 10)}`,
});

/** That a run is to be told of an alarm: by the alarm. */
export const watchKey = (alarm: string, runId: string): ItemKey => ({ pk: `WATCH#${alarm}`, sk: runId });

/** The same by the run. */
export const watchOfRunKey = (runId: string, alarm: string): ItemKey => ({
  pk: `RUN#${runId}`,
  sk: `WATCH#${alarm}`,
});

/** A game day. */
export const gameDayKey = (gameDayId: string): ItemKey => ({ pk: `GAMEDAY#${gameDayId}`, sk: 'META' });

/** Where runs and game days are listed: those that are open, and all of them by age. */
export type Listed = 'RUN' | 'GAMEDAY';

/** That something is open: it is there exactly as long as that is so. */
export const openKey = (what: Listed, id: string): ItemKey => ({ pk: `OPEN#${what}`, sk: id });

/** That something was created, in order of time. */
export const byAgeKey = (what: Listed, createdAtMs: number, id: string): ItemKey => ({
  pk: `BY-AGE#${what}`,
  sk: `${padded(createdAtMs, 15)}#${id}`,
});

/** The lease on a target, on what contains it, or on an alarm. */
export const leaseKey = (key: string): ItemKey => ({ pk: 'LEASE', sk: key });

/** A lever, while it is engaged. */
export const leverKey = (scope: string): ItemKey => ({ pk: `LEVER#${scope}`, sk: 'META' });

/** The copy of an iCalendar feed. */
export const calendarKey = (name: string): ItemKey => ({ pk: `CALENDAR#${name}`, sk: 'META' });

/** A version of an experiment. */
export const experimentKey = (name: string, version: string): ItemKey => ({ pk: `EXP#${name}`, sk: version });

/** The deployed document of a name. */
export const definitionKey = (kind: string, name: string): ItemKey => ({
  pk: `DEFINITION#${kind}`,
  sk: name,
});

/** A word about one occurrence of a schedule. */
export const occurrenceKey = (
  { kind, name }: { readonly kind: string; readonly name: string },
  atMs: number,
  word: string,
): ItemKey => ({ pk: `OCCURRENCE#${kind}#${name}`, sk: `${padded(atMs, 15)}#${word}` });

/** What was answered to an idempotency key. */
export const idempotencyKey = (key: string): ItemKey => ({ pk: `KEY#${key}`, sk: 'META' });

/** Where the message of a run or of a game day is, in one channel of Slack. */
export const slackMessageKey = (subject: string, channel: string): ItemKey => ({
  pk: `SLACK#${subject}`,
  sk: channel,
});

/** That a notice was told, or is being told. */
export const toldKey = (key: string): ItemKey => ({ pk: `TOLD#${key}`, sk: 'META' });

// The table sorts by bytes.
const padded = (value: number, digits: number): string => String(value).padStart(digits, '0');
