import type { Experiment } from './experiment.ts';
import type { AlarmChange } from './ports.ts';
import type { ExpectationOutcome, FaultRecord, Reading, Run } from './run.ts';

/** Everything a verdict rests on. Readings and changes are by probe, oldest first. */
export type Facts = {
  readonly run: Run;
  readonly experiment: Experiment;
  readonly faults: readonly FaultRecord[];
  readonly readings: ReadonlyMap<string, readonly Reading[]>;
  readonly alarms: ReadonlyMap<string, readonly AlarmChange[]>;
  /** Those on record. */
  readonly expectations?: readonly ExpectationOutcome[];
  /** The execution's own failure, if it failed. */
  readonly problem?: string;
};
