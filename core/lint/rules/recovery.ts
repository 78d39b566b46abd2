import { formatDuration, parseDuration } from '../../duration.ts';
import type { Fault } from '../../experiment.ts';
import { eachFault, found } from '../found.ts';
import { probesOf } from '../probes.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

const SECOND = 1_000;

// What it takes at the very least until what is gone has been replaced. Public figures, as of 2026: an Auto Scaling group
// 93 s on average, a failover of RDS 25 to 44 s, a Kubernetes node minutes, a pod 5 s.
const leastMs: Readonly<Record<string, number>> = {
  'aws:ec2:terminate-instances': 60 * SECOND,
  'aws:ec2:send-spot-instance-interruptions': 60 * SECOND,
  'aws:ec2:reboot-instances': 30 * SECOND,
  'aws:eks:terminate-nodegroup-instances': 90 * SECOND,
  'aws:eks:pod-delete': 5 * SECOND,
  'aws:ecs:stop-task': 20 * SECOND,
  'aws:rds:failover-db-cluster': 30 * SECOND,
  'aws:rds:reboot-db-instances': 30 * SECOND,
  'aws:elasticache:replicationgroup-interrupt-az-power': 60 * SECOND,
};

const tooShort: Rule = {
  id: 'recovery-too-short',
  severity: 'warning',
  summary: 'a recovery that nothing could keep to',
  why: 'Recovery from what cannot be undone is counted from the injection. A limit below what a replacement takes makes the hypothesis fail every time, and people stop reading its reports.',
  link: page.failover,
  check: eachFault(({ fault }, { recovery }) => {
    const needsMs = Object.hasOwn(leastMs, fault.action) ? (leastMs[fault.action] ?? 0) + noticeMs(fault) : 0;
    return recovery.withinMs >= needsMs
      ? []
      : [
          found(
            ['recovery', 'within'],
            `${formatDuration(recovery.withinMs)} after ${fault.action} ("${fault.name}") is hardly possible`,
            `allow ${formatDuration(needsMs)} or more, as far as your users can bear it`,
          ),
        ];
  }),
};

// A Spot instance is told first, and taken later.
const noticeMs = ({ parameters: { durationBeforeInterruption } }: Fault): number => {
  const ms = parseDuration(durationBeforeInterruption ?? '');
  return ms.ok ? ms.value : 0;
};

const onePeriod: Rule = {
  id: 'recovery-within-one-period',
  severity: 'warning',
  summary: 'a recovery limit that is shorter than a period of a metric',
  why: 'One bad period is then already too late: the limit does not say how fast it is back, but that it never goes.',
  link: page.metrics,
  check: (experiment) => {
    const { withinMs } = experiment.recovery;
    const slow = probesOf(experiment).filter(
      ({ probe }) => probe.type === 'metric' && probe.periodMs > withinMs,
    );
    return slow.map(({ probe }) =>
      found(
        ['recovery', 'within'],
        `${formatDuration(withinMs)} is less than one period of the probe ${probe.name}`,
        'allow more, or shorten the period',
      ),
    );
  },
};

const HOUR = 3_600_000;

const noLimit: Rule = {
  id: 'recovery-without-limit',
  severity: 'advice',
  summary: 'so much time to recover that it is no limit',
  why: 'Nobody waits for an hour to learn whether users are served again: the limit is what the experiment measures.',
  link: page.principles,
  check: ({ recovery: { withinMs } }) =>
    withinMs <= HOUR
      ? []
      : [
          found(
            ['recovery', 'within'],
            `${formatDuration(withinMs)} is longer than anybody waits`,
            'write how soon users must be served again',
          ),
        ],
};

/** Rules about coming back. */
export const recoveryRules: readonly Rule[] = [tooShort, onePeriod, noLimit];
