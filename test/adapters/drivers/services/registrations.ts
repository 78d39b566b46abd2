import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import * as fc from 'fast-check';
import { idOf } from '../../../../adapters/fis/looks/look.ts';
import { arnOf, describing, noGroups } from './instances.ts';
import { inMemory, newLine } from './line.ts';
import { driverOn, faultOn, type Service, type World, worldsOf } from './service.ts';

const action = 'elbv2/deregister-target';
const groupArn = (n: number) =>
  `arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/g${n}/0123456789abcde${n}`;

type Target = { readonly Id: string; readonly Port: number };
type Change = { readonly TargetGroupArn: string; readonly Targets: readonly Target[] };

/** Of each group, of each instance: the ports it is registered with. */
type Before = readonly (readonly (readonly number[])[])[];

const make = (before: Before, onlyFirst: boolean): World => {
  const line = newLine();
  const ids = (before[0] ?? []).map((_, i) => `i-${i}`);
  const arns = ids.slice(0, -1).map(arnOf);
  const text = ({ Id, Port }: Target) => `${Id}:${Port}`;
  const registered = new Map(
    before.map((instances, n) => [
      groupArn(n),
      new Set(instances.flatMap((ports, i) => ports.map((Port) => text({ Id: `i-${i}`, Port })))),
    ]),
  );
  const draining = new Map(before.map((_, n) => [groupArn(n), new Set<string>()]));
  const healthOf = (targets: Iterable<string>, State: string) =>
    [...targets].map((one) => {
      const [Id, Port] = one.split(':');
      return { Target: { Id, Port: Number(Port) }, TargetHealth: { State } };
    });
  const elb = inMemory(ElasticLoadBalancingV2Client, line, {
    DescribeTargetGroups: () => ({
      TargetGroups: [...registered.keys()].map((TargetGroupArn) => ({
        TargetGroupArn,
        TargetType: 'instance',
        VpcId: 'vpc-1',
        LoadBalancerArns: ['arn:lb'],
      })),
    }),
    DescribeTargetHealth: ({ TargetGroupArn }: { readonly TargetGroupArn: string }) => ({
      TargetHealthDescriptions: [
        ...healthOf(registered.get(TargetGroupArn) ?? [], 'healthy'),
        ...healthOf(draining.get(TargetGroupArn) ?? [], 'draining'),
      ],
    }),
    RegisterTargets: ({ TargetGroupArn, Targets }: Change) => {
      for (const one of Targets) registered.get(TargetGroupArn)?.add(text(one));
      for (const one of Targets) draining.get(TargetGroupArn)?.delete(text(one));
      return {};
    },
    DeregisterTargets: ({ TargetGroupArn, Targets }: Change) => {
      for (const one of Targets)
        if (registered.get(TargetGroupArn)?.delete(text(one))) draining.get(TargetGroupArn)?.add(text(one));
      return {};
    },
  });
  const ec2 = inMemory(
    EC2Client,
    line,
    describing(() => ids),
  );
  return {
    line,
    driver: driverOn(action, { ec2: async () => ec2, elb: async () => elb, ...noGroups(line) }),
    fault: faultOn(action, 'aws:ec2:instance', arns, onlyFirst ? { targetGroupArn: groupArn(0) } : {}),
    state: () =>
      Object.fromEntries(
        ids.map((id) => [
          id,
          [...registered].map(([, targets]) => [...targets].filter((one) => one.startsWith(`${id}:`)).sort()),
        ]),
      ),
    itemOf: idOf,
    meddle: (arn) => {
      for (const targets of registered.values()) targets.add(text({ Id: idOf(arn), Port: 9999 }));
    },
  };
};

const anyPorts = fc.subarray([80, 443, 8080]);

const anyBefore: fc.Arbitrary<Before> = fc.integer({ min: 2, max: 3 }).chain((instances) =>
  fc.array(fc.array(anyPorts, { minLength: instances, maxLength: instances }), {
    minLength: 1,
    maxLength: 3,
  }),
);

/** Instances that are registered with some groups, with some ports. */
export const registrationService: Service = {
  action,
  worlds: worldsOf(fc.tuple(anyBefore, fc.boolean()), ([before, onlyFirst]) => make(before, onlyFirst)),
};
