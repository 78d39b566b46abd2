import { formatDuration } from '../../core/duration.ts';
import { neverRead, wordsOf } from '../../core/expectations.ts';
import type { Experiment, Guards } from '../../core/experiment.ts';

/** What would be looked at before a start, and what is expected of monitoring and people while the faults are there. */
export const guardLines = ({ guards, expect = [] }: Experiment): readonly string[] => {
  const asked = guardWords(guards);
  return [
    ...(asked.length > 0 ? [`  guarded by ${asked.join(' · ')}`] : []),
    ...expect.map((one) => `  expects that ${wordsOf(neverRead(one))}`),
  ];
};

const guardWords = (guards: Guards): readonly string[] => [
  ...(guards.window ? [`its window (${guards.window.zone})`] : []),
  ...listed('calendar', guards.calendars),
  ...listed('incidents of', guards.incidents),
  ...listed('alarm', guards.quietAlarms),
  ...listed(
    'error budget',
    (guards.errorBudget ?? []).map(({ name, atLeast }) => `${name} (at least ${atLeast})`),
  ),
  ...listed('deployment', guards.deployments ?? []),
  ...(guards.freshness ? [`a proof older than ${formatDuration(guards.freshness.notWithinMs)}`] : []),
];

const listed = (what: string, names: readonly string[]): readonly string[] =>
  names.length > 0 ? [`${what} ${names.join(', ')}`] : [];
