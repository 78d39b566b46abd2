import type { Experiment } from '../../experiment.ts';
import type { Note } from '../../import/shared/imported.ts';

/** What an experiment says that a template of FIS cannot. */
export const leftBehind = ({
  guards,
  expect = [],
  approval,
  schedule,
  after,
  notify,
  maintenance,
  lint = [],
}: Experiment): readonly Note[] => {
  const all: readonly (readonly [isSaid: boolean, from: string, message: string])[] = [
    [
      Object.values(guards).some((one) => !Array.isArray(one) || one.length > 0),
      '/guards',
      'FIS starts at any time: it has no windows, calendars or other reasons not to',
    ],
    [expect.length > 0, '/expect', 'FIS waits for no alarm to go off, and for nobody to acknowledge'],
    [approval.required, '/approval', 'FIS asks nobody'],
    [
      schedule !== undefined,
      '/schedule',
      'FIS has no schedule of its own; EventBridge Scheduler starts a template',
    ],
    [after !== undefined, '/after', 'FIS hears of no deployments; a rule of EventBridge starts a template'],
    [notify.length > 0, '/notify', 'FIS tells nobody but EventBridge'],
    [maintenance !== undefined, '/maintenance', 'FIS mutes no alarms'],
    [lint.length > 0, '/lint', 'these exceptions mean nothing to FIS'],
  ];
  return all.flatMap(([isSaid, from, message]) => (isSaid ? [{ what: 'refused', from, message }] : []));
};
