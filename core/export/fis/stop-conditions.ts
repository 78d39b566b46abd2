import type { Probe } from '../../experiment.ts';
import type { Note } from '../../import/shared/imported.ts';
import { isPlaceholder } from '../../import/shared/placeholder.ts';

/** What stops an experiment of FIS. */
export type StopCondition = { readonly source: string; readonly value?: string };

type Exported = { readonly stopConditions: readonly StopCondition[]; readonly notes: readonly Note[] };

// https://docs.aws.amazon.com/fis/latest/userguide/fis-quotas.html
const MOST = 5;

/** The stop conditions of an experiment: its alarms; FIS knows no other probe. */
export const exportStopConditions = (
  probes: readonly Probe[],
  place: { readonly region: string; readonly account: string },
): Exported => {
  const conditions: StopCondition[] = [];
  const notes: Note[] = [];
  for (const [index, probe] of probes.entries()) {
    const from = `/steadyState/probes/${index}`;
    if (probe.type !== 'alarm') notes.push(notAnAlarm(from, probe.type));
    else if (conditions.length >= MOST)
      notes.push({ what: 'refused', from, message: `FIS takes ${MOST} stop alarms` });
    else {
      const to = `/stopConditions/${conditions.length}`;
      const value = arnOf(probe.alarm, place);
      conditions.push({ source: 'aws:cloudwatch:alarm', value });
      if (isPlaceholder(value)) notes.push({ ...UNKNOWN, from, to });
    }
  }
  if (conditions.length > 0) return { stopConditions: conditions, notes };
  const alone: Note = {
    what: 'derived',
    to: '/stopConditions',
    message: 'no probe is an alarm, so nothing would stop this in FIS',
    fix: 'add an alarm probe',
  };
  return { stopConditions: [{ source: 'none' }], notes: [...notes, alone] };
};

const UNKNOWN = {
  what: 'changed' as const,
  message: 'FIS wants the ARN of the alarm',
  fix: 'fill in Region and account, or say --role-arn and --alarm-region',
};

const notAnAlarm = (from: string, type: string): Note => ({
  ...{ what: 'refused', from, message: `FIS has no ${type} probe: it stops on alarms only` },
  fix: 'make an alarm that says the same',
});

const arnOf = (
  alarm: string,
  { region, account }: { readonly region: string; readonly account: string },
): string => (alarm.startsWith('arn:') ? alarm : `arn:aws:cloudwatch:${region}:${account}:alarm:${alarm}`);
