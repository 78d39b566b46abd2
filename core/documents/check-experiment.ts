import { checkBudgets } from './check-budgets.ts';
import { checkExpectations } from './check-expectations.ts';
import { checkFaults } from './check-faults.ts';
import { checkProbes } from './check-probes.ts';
import { about, type Finding } from './problem.ts';
import { quote } from './quote.ts';
import { listOf, mapOf, type RawMap, textOf } from './raw.ts';
import { parseClock } from './window-fields.ts';

/** What is wrong between the fields of an experiment, whether or not the fields are right themselves. */
export const checkExperiment = (document: unknown): readonly Finding[] => {
  const { steadyState, faults, limits, guards, maintenance } = mapOf(document);
  return [
    ...checkProbes(steadyState),
    ...checkFaults(faults, mapOf(limits)),
    ...checkWindow(mapOf(mapOf(guards).window)),
    ...checkBudgets(mapOf(guards).errorBudget),
    ...checkExpectations(mapOf(document)),
    ...checkMuted(listOf(mapOf(maintenance).mute), guardingAlarms(steadyState, guards)),
  ];
};

const guardingAlarms = (steadyState: unknown, guards: unknown): ReadonlySet<string> =>
  new Set(
    [
      ...listOf(mapOf(steadyState).probes).map((probe) => mapOf(probe).alarm),
      ...listOf(mapOf(guards).quietAlarms),
      ...listOf(mapOf(guards).incidents),
    ].map((alarm) => shortAlarm(textOf(alarm))),
  );

/** An alarm may stop a run by what people do when it pages them: nothing that guards a run is muted. */
const checkMuted = (muted: readonly unknown[], guarding: ReadonlySet<string>): readonly Finding[] =>
  muted.flatMap((alarm, index) => {
    if (!guarding.has(shortAlarm(textOf(alarm)))) return [];
    const path = ['maintenance', 'mute', index];
    return [
      {
        path,
        message: about(path, `${quote(alarm)} guards the run, so it is never muted`),
        fix: 'remove it here; mute only alarms that nothing of this experiment looks at',
      },
    ];
  });

// A document names an alarm by its name or by its ARN.
const shortAlarm = (alarm: string): string => alarm.replace(/^arn:[^:]+:cloudwatch:[^:]*:\d*:alarm:/, '');

const checkWindow = ({ from, to }: RawMap): readonly Finding[] => {
  const [opens, closes] = [from, to].map((text) => parseClock(textOf(text)));
  if (!opens?.ok || !closes?.ok || opens.value < closes.value) return [];
  const path = ['guards', 'window', 'to'];
  return [
    {
      path,
      message: about(path, `the window closes (${to}) before it opens (${from})`),
      fix: 'write a later time; a window ends on the day it began, at `24:00` at the latest',
    },
  ];
};
