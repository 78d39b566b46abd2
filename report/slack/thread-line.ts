import type { JournalRecord } from '../../core/ports.ts';
import type { ExpectationOutcome } from '../../core/run.ts';
import { actorInWords } from '../../core/slack/actor.ts';
import { code, fitting, moment, said } from '../../core/slack/text.ts';
import { outcomeLine } from './outcome-line.ts';

/** What an entry of a journal is in the thread; undefined where it is not told. */
export const threadLine = (record: JournalRecord): string | undefined => {
  const tell = Object.hasOwn(lines, record.kind) ? lines[record.kind] : undefined;
  const line = tell?.(record);
  return line === undefined ? undefined : `${moment(record.atMs, '{time_secs}')}  ${line}`;
};

type Line = (record: JournalRecord) => string | undefined;

const text = (value: unknown, most = 300): string => (typeof value === 'string' ? said(value, most) : '');
const named = ({ data }: JournalRecord, key = 'fault'): string => code(String(data?.[key] ?? '?'), 80);
const by = ({ actor }: JournalRecord): string => said(actorInWords(actor), 120);
const why = ({ reason }: JournalRecord): string => (reason ? `: ${said(reason, 600)}` : '');
const targets = ({ data }: JournalRecord): string => {
  const all = Array.isArray(data?.targets) ? data.targets.map(String) : [];
  const shown = all.slice(0, 3).map((one) => code(one, 80));
  return all.length === 0
    ? ''
    : ` on ${shown.join(', ')}${all.length > 3 ? ` and ${all.length - 3} more` : ''}`;
};
const triggeredBy = ({ data }: JournalRecord): string => {
  const trigger = data?.trigger;
  const actor = typeof trigger === 'object' && trigger !== null && 'actor' in trigger ? trigger.actor : '?';
  return said(actorInWords(String(actor)), 120);
};
const step = ({ data }: JournalRecord): number => Number(data?.step ?? 0) + 1;

const outcomes = ({ data }: JournalRecord): string | undefined => {
  const all: readonly unknown[] = Array.isArray(data?.outcomes) ? data.outcomes : [];
  const told = all.flatMap((one) =>
    typeof one === 'object' && one !== null && 'outcome' in one && 'reason' in one
      ? [outcomeLine({ outcome: one.outcome as ExpectationOutcome['outcome'], reason: String(one.reason) })]
      : [],
  );
  return told.length === 0 ? undefined : `🎯 Expected of monitoring and people:\n${fitting(told, 1_000)}`;
};

const lines: Readonly<Record<string, Line>> = {
  'run-created': (one) => `▶️ Started by ${triggeredBy(one)}`,
  planned: ({ data }) => `📝 Planned: plan ${code(String(data?.hash ?? '').slice(0, 8))}`,
  refused: (one) => `🚫 Refused by the ${named(one, 'guard')} guard${why(one)}`,
  'approval-requested': () => '✋ Waits for an approval',
  approved: (one) => `👍 Approved by ${by(one)}`,
  denied: (one) => `👎 Denied by ${by(one)}`,
  queued: (one) => `⏳ Queued${why(one)}`,
  committed: () => '🔒 Committed: guards, levers and targets looked at again',
  'checking-steady-state': () => '🔎 Checking the steady state',
  'dead-man-armed': () => '⏱️ The dead man is armed: whatever happens, everything is put back',
  'fault-injected': (one) => `🔥 ${named(one)} injected${targets(one)}`,
  'fault-refused': (one) => `🚫 ${named(one)} refused by its target${why(one)}`,
  'fault-proven': (one) => `👁️ ${named(one)} is really there${why(one)}`,
  alarm: ({ actor, reason, data }) =>
    data?.state === 'ALARM' ? `🔔 Alarm ${code(actor, 120)} went off: ${text(reason)}` : undefined,
  signal: (one) => `🛑 Stopped by ${by(one)}${why(one)}`,
  reverting: () => '⏪ Putting everything back',
  'undo-accepted': (one) => `↩️ ${named(one)} undone`,
  'undo-nothing-to-undo': (one) => `↩️ ${named(one)} was over already`,
  'undo-drifted': (one) => `⚠️ ${named(one)}: somebody else has changed its target${why(one)}`,
  'undo-failed': (one) => `⚠️ Undo of ${named(one)} failed, and is tried again${why(one)}`,
  'fault-verified': (one) => `🔍 ${named(one)} seen to be gone${why(one)}`,
  'restoration-verified': () => '✅ Everything is as it was: seen by an independent read',
  'awaiting-recovery': () => '🩹 Waiting for the steady state to come back',
  recovered: () => '✅ The steady state is back',
  'recovery-late': () => '❌ The steady state is not back within its limit',
  'recovery-unconfirmed': () => '❔ Whether it recovered cannot be told: data are missing',
  'expectations-judged': outcomes,
  'bringing-home': (one) => `🧯 Taken over${why(one)}`,
  lost: (one) => `🚨 Lost${why(one)}`,
  'needs-human': (one) => `🚨 *A person is needed*${why(one)}`,
  acknowledged: (one) => `🙋 ${by(one)} looks after it: nobody is paged any more`,
  concluded: ({ data }) =>
    `🏁 Concluded: hypothesis ${code(String(data?.hypothesis ?? '?'))}, system ${code(String(data?.restoration ?? '?'))}`,
  'gameday-created': (one) => `▶️ Game day started by ${triggeredBy(one)}`,
  'step-started': (one) =>
    `▶️ Step ${step(one)}: ${text(one.data?.title ?? one.data?.experiment, 120)}, run ${named(one, 'runId')}`,
  'gate-waits': (one) => `✋ Waits for a person before step ${step(one)}`,
  'gate-opened': (one) => `👍 ${by(one)} says go for step ${step(one)}`,
  stop: (one) => `🛑 Stopped by ${by(one)}${why(one)}`,
  'gameday-concluded': () => '🏁 Game day concluded',
};
