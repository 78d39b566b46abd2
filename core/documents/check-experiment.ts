import { checkBudgets } from './check-budgets.ts';
import { checkExpectations } from './check-expectations.ts';
import { checkFaults } from './check-faults.ts';
import { checkProbes } from './check-probes.ts';
import { about, type Finding } from './problem.ts';
import { mapOf, type RawMap, textOf } from './raw.ts';
import { parseClock } from './window-fields.ts';

/** What is wrong between the fields of an experiment, whether or not the fields are right themselves. */
export const checkExperiment = (document: unknown): readonly Finding[] => {
  const { steadyState, faults, limits, guards } = mapOf(document);
  return [
    ...checkProbes(steadyState),
    ...checkFaults(faults, mapOf(limits)),
    ...checkWindow(mapOf(mapOf(guards).window)),
    ...checkBudgets(mapOf(guards).errorBudget),
    ...checkExpectations(mapOf(document)),
  ];
};

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
