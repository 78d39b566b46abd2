import type { AlarmDefinition, LintContext } from '../../../../core/lint/context.ts';
import type { ResolvedTarget } from '../../../../core/run.ts';
import type { Changes } from '../documents.ts';

/** A rule, a document that breaks it and one that differs a little and does not. */
export type Case = {
  readonly rule: string;
  readonly what: string;
  readonly bad: Changes;
  /** Where the finding is. */
  readonly at: string;
  /** What it says. */
  readonly says: string;
  /** And what would be right. */
  readonly fix?: string;
  readonly good: Changes;
  readonly context?: LintContext;
  /** What is known of the good document, where that is what differs. */
  readonly goodContext?: LintContext;
};

/** So many targets, with the tags they have. */
export const targets = (
  count: number,
  tags: ResolvedTarget['tags'] = { 'firedrill:consent': 'allowed' },
  containers: readonly string[] = [],
): readonly ResolvedTarget[] =>
  Array.from({ length: count }, (_, index) => ({
    arn: `arn:aws:ec2:eu-central-1:111122223333:instance/i-${index}`,
    label: `i-${index}`,
    tags,
    containers,
  }));

/** That the fault `stop-one` has so many to choose from. */
export const fleet = (
  count: number,
  tags?: ResolvedTarget['tags'],
  containers?: readonly string[],
): LintContext => ({
  fleets: new Map([['stop-one', { size: count, seen: targets(count, tags, containers) }]]),
});

/** What the alarm `shop-5xx` is. */
export const alarm = (definition: Partial<AlarmDefinition>): LintContext => ({
  alarms: new Map([
    [
      'shop-5xx',
      {
        metrics: [
          {
            namespace: 'AWS/ApplicationELB',
            metric: 'HTTPCode_ELB_5XX_Count',
            dimensions: { LoadBalancer: 'app/shop/1' },
          },
        ],
        treatMissingData: 'breaching',
        detectionMs: 60_000,
        ...definition,
      },
    ],
  ]),
});

/** Only the alarm judges. */
export const alarmOnly = [{ name: 'alarm', type: 'alarm', alarm: 'shop-5xx' }];

/** A metric probe on one metric of AWS. */
export const metricProbe = (
  namespace: string,
  metric: string,
  more: Readonly<Record<string, unknown>> = {},
) => ({
  ...{ name: 'number', type: 'metric' },
  metrics: { m: { namespace, metric, dimensions: { Name: 'shop' }, stat: 'Sum' } },
  bounds: { max: 5 },
  ...more,
});
