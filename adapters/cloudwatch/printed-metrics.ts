import type { Clock, Notices, Runs } from '../../core/ports.ts';

/** A metric of Firedrill itself. Seconds and counts, as CloudWatch's units have them. */
export type OwnMetric = { readonly name: 'NeedsHuman' | 'RevertAgeSeconds'; readonly value: number };

/** Where a metric is printed to, and the stage that it is of. */
export type Printing = {
  readonly stage: string;
  readonly clock: Pick<Clock, 'now'>;
  print(line: string): void;
};

const units = { NeedsHuman: 'Count', RevertAgeSeconds: 'Seconds' } as const;

/**
 * A metric as a line of a function's log, from which CloudWatch makes it: it needs no call that could fail.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const printMetric = ({ stage, clock, print }: Printing, { name, value }: OwnMetric): void => {
  const Metrics = [{ Name: name, Unit: units[name] }];
  const CloudWatchMetrics = [{ Namespace: 'Firedrill', Dimensions: [['Stage']], Metrics }];
  const head = { _aws: { Timestamp: clock.now(), CloudWatchMetrics } };
  print(JSON.stringify({ ...head, Stage: stage, [name]: value }));
};

/** Counts who must come: an alarm on it pages although the topic, the bus or whoever listens there is down. */
export const countedNotices = (printing: Printing): Notices => ({
  tell: async ({ kind }) => {
    if (kind === 'needs-human') printMetric(printing, { name: 'NeedsHuman', value: 1 });
  },
});

/** Lists the open runs, and measures for how long the one that reverts for the longest time has done so; 0 when none does. */
export const measuredOpenRuns = (runs: Pick<Runs, 'open'>, printing: Printing): Pick<Runs, 'open'> => ({
  open: async () => {
    const open = await runs.open();
    const nowMs = printing.clock.now();
    const agesMs = open.map(({ state, revertingAtMs = nowMs }) =>
      state === 'reverting' ? nowMs - revertingAtMs : 0,
    );
    printMetric(printing, { name: 'RevertAgeSeconds', value: Math.round(Math.max(0, ...agesMs) / 1_000) });
    return open;
  },
});
