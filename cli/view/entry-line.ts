import type { JournalEntry } from '../../core/ports.ts';
import type { Output } from '../output.ts';

type Data = Readonly<Record<string, unknown>>;
type Line = (entry: { readonly data: Data; readonly reason: string; readonly actor: string }) => string;

const text = (value: unknown): string =>
  Array.isArray(value) ? value.map(text).join(', ') : String(value ?? '');

const duration = (ms: unknown): string => `${Math.round(Number(ms) / 1000)} s`;

const lines: Readonly<Record<string, Line>> = {
  planned: ({ data }) => `plan ${text(data.hash)}: ${faultsOf(data)}`,
  refused: ({ data, reason }) => `refused by the ${text(data.guard)} guard: ${reason}`,
  'approval-requested': () => 'waits for an approval: firedrill approve <run>, or deny',
  approved: ({ actor }) => `approved by ${actor}`,
  denied: ({ actor }) => `denied by ${actor}`,
  queued: ({ reason }) => `waiting: ${reason}`,
  committed: () => 'lease taken, everything looked at again',
  'checking-steady-state': ({ data }) => `steady state for ${duration(data.holdForMs)}: ${text(data.probes)}`,
  'dead-man-armed': () => 'before-images taken, dead man armed',
  'fault-intended': ({ data }) => `injecting ${text(data.fault)} into ${text(data.targets)}`,
  'fault-injected': ({ data }) => `injected ${text(data.fault)}`,
  'fault-refused': ({ data, reason }) => `${text(data.fault)} was refused: ${reason}`,
  'fault-proven': ({ data, reason }) => `${text(data.fault)} is really there: ${reason}`,
  signal: ({ reason }) => `STOP: ${reason}`,
  reverting: ({ reason }) =>
    reason ? `reverting: ${reason}` : 'the observation is over, everything is put back',
  'undo-accepted': ({ data }) => `undo of ${text(data.fault)} accepted`,
  'undo-nothing-to-undo': ({ data }) =>
    `${text(data.fault)}: ${data.revertClass === 'irreversible' ? 'irreversible, ' : ''}nothing to undo`,
  'undo-drifted': ({ data, reason }) =>
    `${text(data.fault)}: somebody else changed the target, nothing overwritten: ${reason}`,
  'undo-failed': ({ data, reason }) => `undo of ${text(data.fault)} not accepted yet: ${reason}`,
  'fault-verified': ({ data, reason }) =>
    `${text(data.fault)} ${data.revertClass === 'irreversible' ? 'has been made good for' : 'is verified gone'}: ${reason}`,
  'restoration-verified': () => 'everything reversible is back as it was',
  'awaiting-recovery': () => 'waiting for the steady state to come back',
  recovered: () => 'the steady state is back, and has held',
  'recovery-late': ({ data }) => `recovery is late: ${text(data.reason)}`,
  'recovery-unconfirmed': () => 'too little was seen to say whether it recovered in time',
  'expectations-judged': ({ data }) => outcomesOf(data),
  'bringing-home': ({ reason }) => `taking it home: ${reason}`,
  'not-yet-home': ({ reason }) => `not home yet: ${reason}`,
  'needs-human': ({ reason }) => `A PERSON IS NEEDED: ${reason}`,
  acknowledged: ({ actor }) => `${actor} looks after it: nobody is paged any more`,
  'mute-failed': ({ reason }) => `its alarms are not muted: ${reason}`,
  'notice-failed': ({ data, reason }) => `${text(data.channel)} cannot be told: ${reason}`,
  lost: ({ reason }) => reason,
  'gate-waits': () => 'a gate waits for a person: firedrill approve <game day>',
};

const faultsOf = ({ faults }: Data): string =>
  (Array.isArray(faults) ? faults : [])
    .map(({ name, targets, fleet }) => `${name} on ${text(targets)} (${targets.length} of ${fleet})`)
    .join('; ');

const outcomesOf = ({ outcomes }: Data): string =>
  (Array.isArray(outcomes) ? outcomes : []).map(({ reason }) => text(reason)).join('; ');

const loud = new Set([
  'signal',
  'needs-human',
  'undo-failed',
  'undo-drifted',
  'recovery-late',
  'refused',
  'fault-refused',
]);
const calm = new Set(['fault-verified', 'restoration-verified', 'recovered']);

/** An entry of a journal as a line for people, with the time since the run began; nothing for what only machines want. */
export const entryLine = ({ style }: Output, entry: JournalEntry, sinceMs: number): string | undefined => {
  if (entry.kind === 'step-started')
    return `\n${style('bold', `Step ${Number(entry.data?.step) + 1}: ${text(entry.data?.title ?? entry.data?.experiment)}`)}\n  ${style('dim', text(entry.data?.runId))}`;
  const line = lines[entry.kind];
  if (line === undefined) return undefined;
  const said = line({ data: entry.data ?? {}, reason: entry.reason ?? '', actor: entry.actor });
  const at = style('dim', clockOf(entry.atMs - sinceMs));
  if (loud.has(entry.kind)) return `  ${at}  ${style('red', said)}`;
  return `  ${at}  ${calm.has(entry.kind) ? style('green', said) : said}`;
};

/** Minutes and seconds, as a stopwatch shows them. */
export const clockOf = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${String(Math.floor(seconds / 60)).padStart(2, ' ')}:${String(seconds % 60).padStart(2, '0')}`;
};
