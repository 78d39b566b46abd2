import { formatDuration } from '../../core/duration.ts';
import type { PlannedFault } from '../../core/run.ts';

// https://docs.aws.amazon.com/fis/latest/userguide/fis-quotas.html: none of them can be raised.
/** How many experiments may be active in an account and Region. */
export const activeExperimentsAllowed = 5;
/** How many actions a template may have. */
export const actionsPerTemplate = 20;
/** How many of them may run side by side; ours all do. */
export const parallelActions = 10;
/** How many ARNs one target of a template may name. */
export const arnsPerTarget = 5;
/** How many alarms may stop one experiment. */
export const stopConditionsPerTemplate = 5;
/** How long an action, and an experiment, may last. */
export const longestActionMs = 12 * 3_600_000;

/** How many resources fit into one experiment by ARN, side by side. */
const targetsPerTemplate = arnsPerTarget * Math.min(parallelActions, actionsPerTemplate);

// Where FIS itself says less.
const targetsPerAction: Readonly<Record<string, number>> = {
  'aws:directconnect:virtual-interface-disconnect': 5,
  'aws:s3:bucket-pause-replication': 25,
};

/** The part of a plan that quotas are about. */
export type Sized = Pick<
  PlannedFault,
  'name' | 'action' | 'driver' | 'targets' | 'startAfterMs' | 'durationMs'
>;

/** Every quota of FIS that a plan would exceed, each in a sentence; none: it fits. `active` experiments there are now. */
export const exceeded = (planned: readonly Sized[], active: number): readonly string[] => {
  const faults = planned.filter(({ driver }) => driver === 'fis');
  return faults.length === 0 ? [] : [...faults.flatMap(tooBig), ...tooManyAtOnce(faults, active)];
};

/** What a plan says when more alarms judge a run than FIS itself watches: no reason not to start. */
export const alarmsNotWatched = (alarms: number): string | undefined =>
  alarms > stopConditionsPerTemplate
    ? `${alarms} alarms judge the run: FIS itself stops at ${stopConditionsPerTemplate} of them, Firedrill at all`
    : undefined;

const tooBig = (fault: Sized): readonly string[] => [...tooMany(fault), ...tooLong(fault)];

const tooMany = ({ name, action, targets }: Sized): readonly string[] => {
  const most = targetsPerAction[action];
  if (most !== undefined && targets.length > most)
    return [
      `fault "${name}" has ${targets.length} targets; FIS takes ${most} of ${action} in one experiment`,
    ];
  return targets.length > targetsPerTemplate
    ? [
        `fault "${name}" has ${targets.length} targets; FIS takes ${targetsPerTemplate} in one experiment: ${parallelActions} actions side by side with ${arnsPerTarget} ARNs each`,
      ]
    : [];
};

const tooLong = ({ name, durationMs }: Sized): readonly string[] => [
  ...(durationMs > longestActionMs
    ? [
        `fault "${name}" lasts ${formatDuration(durationMs)}; FIS ends every action after ${formatDuration(longestActionMs)}`,
      ]
    : []),
];

const tooManyAtOnce = (faults: readonly Sized[], active: number): readonly string[] => {
  const needed = atOnce(faults);
  const free = Math.max(0, activeExperimentsAllowed - active);
  if (needed <= free) return [];
  const others = active > 0 ? `, and ${active} of them ${active === 1 ? 'is' : 'are'} active now` : '';
  return [
    `the run needs ${needed} FIS experiments at once; an account and Region may have ${activeExperimentsAllowed}${others}`,
  ];
};

// What happens and is over is active as long as FIS takes for it.
const shortestMs = 60_000;

/** The most experiments of a run that are active at one time; a new one can only be too many when one begins. */
export const atOnce = (faults: readonly Pick<Sized, 'startAfterMs' | 'durationMs'>[]): number =>
  Math.max(
    0,
    ...faults.map(
      ({ startAfterMs: atMs }) =>
        faults.filter(
          ({ startAfterMs, durationMs }) =>
            startAfterMs <= atMs && atMs < startAfterMs + Math.max(durationMs, shortestMs),
        ).length,
    ),
  );
