import type { Plan } from './run.ts';

/** An alarm and what it looks at. */
export type AlarmDefinition = {
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
};

/** Alarms that look at something a plan would hit, or at what contains it: they will probably go off. */
export const likelyAlarms = (
  { faults }: Pick<Plan, 'faults'>,
  alarms: readonly AlarmDefinition[],
): readonly string[] => {
  const arns = faults.flatMap(({ targets }) =>
    targets.flatMap(({ arn, containers }) => [arn, ...containers]),
  );
  const names = new Set(arns.flatMap(namesIn));
  return alarms
    .filter(({ dimensions }) => Object.values(dimensions).some((value) => names.has(value)))
    .map(({ name }) => name)
    .sort();
};

// CloudWatch names a load balancer `app/shop/50dc6c495c0c9188` and a target group `targetgroup/shop/6d0e`, an instance and a
// database by the last part of its ARN, a group by what comes after `autoScalingGroupName/`.
const namesIn = (arn: string): readonly string[] => {
  const resource = arn.split(':').slice(5).join(':');
  const last = resource.slice(Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')) + 1);
  return [last, resource, resource.replace(/^loadbalancer\//, '')].filter((name) => name !== '');
};
