import { catalogued } from '../../catalogue/catalogue.ts';
import { formatDuration, parseDuration } from '../../duration.ts';
import type { Fault } from '../../experiment.ts';
import { eachFault, faultsOf, found } from '../found.ts';
import { probesOf } from '../probes.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

const isIrreversible = ({ action }: Fault): boolean => catalogued(action)?.revertClass === 'irreversible';

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

const unseen: Rule = {
  id: 'recovery-unseen',
  severity: 'advice',
  summary: 'something is lost for good, and no probe shows that it is replaced',
  why: 'Errors may stay at zero while the last instance carries everything. What shows that it is back is a count that must reach its old value, such as HealthyHostCount.',
  link: page.balancer,
  check: (experiment) => {
    const lost = faultsOf(experiment).filter(({ fault }) => isIrreversible(fault));
    const [first] = lost;
    const shown = experiment.steadyState.probes.some(
      (probe) => probe.type === 'alarm' || (probe.type === 'metric' && probe.bounds.min !== undefined),
    );
    return first === undefined || shown
      ? []
      : [
          found(
            ['steadyState', 'probes'],
            `no probe shows that what "${first.fault.name}" takes is there again`,
            'add one with `bounds: { min: … }` on what must be back',
          ),
        ];
  },
};

const unguarded: Rule = {
  id: 'irreversible-unguarded',
  severity: 'advice',
  summary: 'something is lost for good, at any hour and while anything may be going on',
  why: 'Nobody can call it back once it is done. A window keeps it to hours when people are there, and a quiet alarm keeps it from a bad day.',
  link: page.planning,
  check: (experiment) => {
    const { guards, approval } = experiment;
    const first = faultsOf(experiment).find(({ fault }) => isIrreversible(fault));
    const guarded =
      guards.window !== undefined ||
      approval.required ||
      [guards.calendars, guards.incidents, guards.quietAlarms].some((names) => names.length > 0);
    return first === undefined || guarded
      ? []
      : [
          found(
            first.path,
            'it cannot be undone, and nothing says when it may not run',
            'add `guards: { window: … }`',
          ),
        ];
  },
};

/** Rules about coming back. */
export const recoveryRules: readonly Rule[] = [tooShort, onePeriod, noLimit, unseen, unguarded];
