import { fault } from '../documents.ts';
import { type Case, fleet } from './case.ts';

const parameters = '/faults/0/parameters';
const faults = (...all: readonly unknown[]) => ({ '/faults': all });
const schedule = { '/schedule': { expression: 'rate(7 days)' } };
const window = { zone: 'Europe/Berlin', days: ['Tue'], from: '09:00', to: '16:00' };
const loss = { ...fault.pods, name: 'lost-packets', action: 'aws:eks:pod-network-packet-loss' };
const packetLoss = {
  ...loss,
  parameters: { duration: 'PT5M', kubernetesServiceAccount: 'fis', lossPercent: '7' },
};
const elsewhere = {
  ...packetLoss,
  targets: { ...loss.targets, parameters: { ...loss.targets.parameters, namespace: 'other' } },
};
const blocked = (name: string, trafficType: string) => ({
  ...{ name, action: 'aws:eks:pod-network-blackhole-port', targets: fault.pods.targets },
  parameters: {
    ...{ duration: 'PT5M', kubernetesServiceAccount: 'fis', protocol: 'tcp', port: '443' },
    trafficType,
  },
});
const blockedTasks = (name: string, trafficType: string) => ({
  ...blocked(name, trafficType),
  action: 'aws:ecs:task-network-blackhole-port',
  targets: { resourceType: 'aws:ecs:task', tags: { app: 'shop' }, select: 'COUNT(1)' },
});
const command = (name: string, document: string) => ({
  ...fault.command,
  name,
  parameters: {
    documentArn: `arn:aws:ssm:eu-central-1::document/${document}`,
    documentParameters: '{"DurationSeconds":"300"}',
    duration: 'PT5M',
  },
});
/** Instances that are lost, the last of them so much later. */
const lost = (count: number, later: string) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ ...fault.terminate, name: `lose-${index}` },
    startAfter: index < count - 1 ? 'PT0S' : later,
  }));
const unfinished = 'arn:aws:ssm:us-east-1:FILL-IN-account:document/x';
const named = (arn: string) => ({
  '/faults/0/targets/arns': [arn],
  '/faults/0/targets/tags': undefined,
  '/faults/0/targets/filters': undefined,
});
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...fault.stop, name: `stop-${index}` }));

const integrations = {
  shop: { type: 'pagerduty', routingKey: 'ssm:/firedrill/prod/pagerduty', region: 'us' },
} as const;

/** Rules about the undo, the recovery, several faults, quotas and care. */
export const runCases: readonly Case[] = [
  {
    rule: 'stop-without-restart',
    what: 'instances that nobody starts',
    bad: { [parameters]: undefined },
    at: parameters,
    says: 'nothing says when the instances are started again',
    good: {},
  },
  {
    rule: 'no-duration',
    what: "a fault of Firedrill's own without a duration",
    bad: { ...faults(fault.throttle), [parameters]: undefined },
    at: parameters,
    says: 'nothing says how long it lasts',
    good: faults(fault.throttle),
  },
  {
    rule: 'restart-of-replaced',
    what: 'instances of a group',
    bad: {
      '/faults/0/targets/tags': undefined,
      '/faults/0/targets/filters': undefined,
      '/faults/0/targets/autoScalingGroup': 'shop-web',
    },
    at: parameters,
    says: 'the group may have terminated the instances',
    good: {
      '/faults/0/targets/tags': undefined,
      '/faults/0/targets/filters': undefined,
      '/faults/0/targets/autoScalingGroup': 'shop-web',
      [`${parameters}/completeIfInstancesTerminated`]: 'true',
    },
  },
  {
    rule: 'restart-of-replaced',
    what: 'nodes of Karpenter',
    bad: { '/faults/0/targets/tags': { 'karpenter.sh/nodepool': 'default' } },
    at: parameters,
    says: 'the group may have terminated the instances',
    good: {},
  },
  {
    rule: 'undo-in-document',
    what: 'an automation of your own',
    bad: faults(fault.automation),
    at: '/faults/0/action',
    says: 'the undo of this fault is in its document alone',
    good: faults(fault.command),
  },
  {
    rule: 'recovery-too-short',
    what: 'a replacement within thirty seconds',
    bad: { ...faults(fault.terminate), '/recovery/within': 'PT30S' },
    at: '/recovery/within',
    says: '30 s after aws:ec2:terminate-instances ("lose-one") is hardly possible',
    fix: '1 min or more',
    good: faults(fault.terminate),
  },
  {
    rule: 'recovery-too-short',
    what: 'a Spot instance that has been told two minutes before',
    bad: { ...faults(spot('PT2M')), '/recovery/within': 'PT2M' },
    at: '/recovery/within',
    says: 'is hardly possible',
    fix: '3 min or more',
    good: { ...faults(spot('PT2M')), '/recovery/within': 'PT3M' },
  },
  {
    rule: 'recovery-within-one-period',
    what: 'thirty seconds with metrics of a minute',
    bad: { '/recovery/within': 'PT30S' },
    at: '/recovery/within',
    says: 'less than one period of the probe healthy-hosts',
    good: { '/recovery/within': 'PT1M' },
  },
  {
    rule: 'recovery-without-limit',
    what: 'a day',
    bad: { '/recovery/within': 'P1D' },
    at: '/recovery/within',
    says: '1 d is longer than anybody waits',
    good: { '/recovery/within': 'PT1H' },
  },
  {
    rule: 'recovery-unseen',
    what: 'an instance is gone, and only requests are looked at',
    bad: {
      ...faults(fault.terminate),
      '/steadyState/probes': [{ name: 'front-page', type: 'http', url: 'https://shop.example.com/' }],
    },
    at: '/steadyState/probes',
    says: 'no probe shows that what "lose-one" takes is there again',
    good: faults(fault.terminate),
  },
  {
    rule: 'irreversible-unguarded',
    what: 'an instance is lost at any hour',
    bad: faults(fault.terminate),
    at: '/faults/0',
    says: 'nothing says when it may not run',
    good: { ...faults(fault.terminate), '/guards': { window } },
  },
  {
    rule: 'parallel-network-faults',
    what: 'latency and loss on the same pods',
    bad: faults(fault.pods, packetLoss),
    at: '/faults/1',
    says: '"lost-packets" and "slow-pods" are on the same network at the same time',
    good: faults(fault.pods, { ...packetLoss, startAfter: 'PT5M' }),
  },
  {
    rule: 'parallel-network-faults',
    what: 'two blocked ports in the same direction',
    bad: faults(blocked('one', 'ingress'), blocked('other', 'ingress')),
    at: '/faults/1',
    says: 'are on the same network',
    good: faults(blocked('one', 'ingress'), blocked('other', 'egress')),
  },
  {
    rule: 'parallel-network-faults',
    what: 'two network faults on the same tasks, in whatever direction',
    bad: faults(blockedTasks('one', 'ingress'), blockedTasks('other', 'egress')),
    at: '/faults/1',
    says: 'are on the same network',
    good: faults(blockedTasks('one', 'ingress'), { ...blockedTasks('other', 'egress'), startAfter: 'PT5M' }),
  },
  {
    rule: 'parallel-network-faults',
    what: 'latency and loss in any pod of a namespace',
    bad: faults(fault.pods, packetLoss),
    at: '/faults/1',
    says: 'are on the same network',
    good: faults(fault.pods, elsewhere),
  },
  {
    rule: 'parallel-network-faults',
    what: 'two network documents on the same hosts',
    bad: faults(
      command('slow', 'AWSFIS-Run-Network-Latency'),
      command('lossy', 'AWSFIS-Run-Network-Packet-Loss'),
    ),
    at: '/faults/1',
    says: 'are on the same network',
    good: faults(command('slow', 'AWSFIS-Run-Network-Latency'), command('busy', 'AWSFIS-Run-CPU-Stress')),
  },
  {
    rule: 'faults-on-same-targets',
    what: 'one fault stops what the other slows down',
    bad: faults(fault.stop, fault.command),
    at: '/faults/1/targets',
    says: '"busy" and "stop-one" choose among the same resources',
    good: faults(fault.stop, { ...fault.command, startAfter: 'PT3M' }),
  },
  {
    rule: 'faults-on-same-targets',
    what: 'a part of what the other chooses among',
    bad: faults(fault.stop, {
      ...fault.stop,
      name: 'stop-api',
      targets: { ...fault.stop.targets, tags: { app: 'shop' } },
    }),
    at: '/faults/1/targets',
    says: 'choose among the same resources',
    good: faults(fault.stop, {
      ...fault.stop,
      name: 'stop-api',
      targets: { ...fault.stop.targets, tags: { app: 'shop', tier: 'api' } },
    }),
  },
  {
    rule: 'faults-on-same-targets',
    what: 'one zone of two',
    bad: faults(fault.cut, { ...fault.cut, name: 'cut-again' }),
    at: '/faults/1/targets',
    says: 'choose among the same resources',
    good: faults(fault.cut, {
      ...fault.cut,
      name: 'cut-again',
      targets: {
        ...fault.cut.targets,
        filters: [{ path: 'AvailabilityZone', values: ['eu-central-1b'] }],
      },
    }),
  },
  {
    rule: 'faults-on-same-targets',
    what: 'two faults in the same group',
    bad: faults(fault.terminate, { ...fault.terminate, name: 'lose-another' }),
    at: '/faults/1/targets',
    says: 'choose among the same resources',
    good: faults(fault.terminate, {
      ...fault.terminate,
      name: 'lose-another',
      targets: { ...fault.terminate.targets, autoScalingGroup: 'shop-api' },
    }),
  },
  {
    rule: 'fis-quota-targets',
    what: 'six subnets with a scope that takes five',
    bad: {
      ...faults(fault.cut),
      '/limits/maxTargets': 9,
      [`${parameters}/scope`]: 's3',
      '/faults/0/targets/select': 'COUNT(6)',
    },
    at: '/faults/0/targets/select',
    says: '6 targets, and FIS takes 5',
    good: { ...faults(fault.cut), '/limits/maxTargets': 9, '/faults/0/targets/select': 'COUNT(6)' },
  },
  {
    rule: 'fis-quota-targets',
    what: 'half of a large fleet',
    bad: { '/faults/0/targets/select': 'PERCENT(51)' },
    at: '/faults/0/targets/select',
    says: '102 targets, and FIS takes 50',
    context: fleet(200),
    good: { '/faults/0/targets/select': 'PERCENT(51)' },
    goodContext: fleet(90),
  },
  {
    rule: 'fis-quota-targets',
    what: 'six named subnets',
    bad: {
      ...faults({
        ...fault.cut,
        targets: { resourceType: 'aws:ec2:subnet', arns: subnets(6), select: 'ALL' },
      }),
      [`${parameters}/scope`]: 's3',
      '/limits/maxTargets': 9,
    },
    at: '/faults/0/targets/arns',
    says: '6 targets, and FIS takes 5',
    good: {
      ...faults({
        ...fault.cut,
        targets: { resourceType: 'aws:ec2:subnet', arns: subnets(5), select: 'ALL' },
      }),
      [`${parameters}/scope`]: 's3',
      '/limits/maxTargets': 9,
    },
  },
  {
    rule: 'fis-quota-experiments',
    what: 'six faults of FIS at once',
    bad: faults(...many(6)),
    at: '/faults',
    says: '6 faults of FIS at the same time, of 5',
    good: faults(...many(5), { ...fault.stop, startAfter: 'PT3M' }),
  },
  {
    rule: 'fis-quota-experiments',
    what: 'six that happen within a minute',
    bad: faults(...lost(6, 'PT30S')),
    at: '/faults',
    says: '6 faults of FIS at the same time',
    good: faults(...lost(6, 'PT1M')),
  },
  {
    rule: 'schedule-unguarded',
    what: 'every week at any hour',
    bad: schedule,
    at: '/schedule',
    says: 'nothing keeps a run that starts by itself from a bad moment',
    good: { ...schedule, '/guards': { quietAlarms: ['shop-checkout-latency'] } },
  },
  {
    rule: 'schedule-untold',
    what: 'every week, and nobody hears of it',
    bad: schedule,
    at: '/schedule',
    says: 'nobody is told when it fails',
    good: { ...schedule, '/notify': [{ channel: 'slack:#oncall', on: ['failed'] }] },
  },
  {
    rule: 'unknown-integration',
    what: 'a name with a letter too many',
    bad: { '/notify': [{ channel: 'pagerduty:shops', on: ['needs-human'] }] },
    at: '/notify/0/channel',
    says: 'this deployment has no pagerduty integration shops',
    fix: 'did you mean `shop`?',
    context: { integrations },
    good: { '/notify': [{ channel: 'pagerduty:shop', on: ['needs-human'] }] },
  },
  {
    rule: 'unknown-integration',
    what: 'the name of another kind',
    bad: { '/notify': [{ channel: 'teams:shop', on: ['needs-human'] }] },
    at: '/notify/0/channel',
    says: 'this deployment has no teams integration shop',
    context: { integrations },
    good: { '/notify': [{ channel: 'slack:#shop', on: ['needs-human'] }] },
  },
  {
    rule: 'no-fis-logs',
    what: 'a deployment without logs of FIS',
    bad: {},
    at: '/faults/0/action',
    says: 'leaves no log',
    context: { fisLogs: false },
    good: faults(fault.throttle),
  },
  {
    rule: 'capacity-error-without-effect',
    what: "Karpenter's role",
    bad: {
      ...faults(fault.noCapacity),
      '/faults/0/targets/arns': ['arn:aws:iam::111122223333:role/KarpenterController'],
    },
    at: '/faults/0/action',
    says: 'which Karpenter sends',
    good: faults(fault.noCapacity),
  },
  {
    rule: 'memory-stress-kills-first',
    what: '95 % of the memory of pods',
    bad: faults(memory('95')),
    at: '/faults/0/parameters/percent',
    says: '95 % leaves no room',
    good: faults(memory('80')),
  },
  {
    rule: 'host-document-on-bottlerocket',
    what: 'stress on hosts of Bottlerocket',
    bad: { ...faults(fault.command), '/faults/0/targets/tags': { os: 'bottlerocket' } },
    at: '/faults/0/action',
    says: 'Bottlerocket has no shell',
    good: faults(fault.command),
  },
  {
    rule: 'left-to-fill-in',
    what: 'a placeholder of a template',
    bad: { '/steadyState/probes/1/alarm': '<your alarm>' },
    at: '/steadyState/probes/1/alarm',
    says: 'is still to be filled in',
    good: {},
  },
  {
    rule: 'left-to-fill-in',
    what: 'a placeholder of an import',
    bad: { '/owner': 'FILL-IN: who answers for it' },
    at: '/owner',
    says: '"FILL-IN: who answers for it" is still to be filled in',
    good: { '/steadyState/probes/1/name': 'fill-in' },
  },
  {
    rule: 'left-to-fill-in',
    what: 'a part of an ARN',
    bad: { ...faults(fault.automation), [`${parameters}/documentArn`]: unfinished },
    at: `${parameters}/documentArn`,
    says: '"FILL-IN-account" is still to be filled in',
    good: {
      ...faults(fault.automation),
      [`${parameters}/documentParameters`]: '{"Pool":"{{ssm:/shop/pool}}"}',
    },
  },
  {
    rule: 'arn-of-another-type',
    what: 'another type where the ARN is finished',
    bad: { ...named('arn:aws:ec2:eu-central-1:111122223333:subnet/s-1') },
    at: '/faults/0/targets/arns/0',
    says: 'is not of the type',
    good: named('arn:aws:ec2:FILL-IN-region:111122223333:FILL-IN'),
  },
  {
    rule: 'left-to-fill-in',
    what: 'a variable that nothing substitutes',
    bad: { '/faults/0/targets/tags/app': '{{ AppName }}' },
    at: '/faults/0/targets/tags/app',
    says: 'is still to be filled in',
    good: {},
  },
];

function spot(durationBeforeInterruption: string) {
  return {
    ...{ name: 'reclaim', action: 'aws:ec2:send-spot-instance-interruptions' },
    targets: { resourceType: 'aws:ec2:spot-instance', tags: { app: 'shop' }, select: 'COUNT(1)' },
    parameters: { durationBeforeInterruption },
  };
}

function subnets(count: number) {
  return Array.from(
    { length: count },
    (_, index) => `arn:aws:ec2:eu-central-1:111122223333:subnet/s-${index}`,
  );
}

function memory(percent: string) {
  return {
    ...{ name: 'fill-memory', action: 'aws:eks:pod-memory-stress', targets: fault.pods.targets },
    parameters: { duration: 'PT5M', kubernetesServiceAccount: 'fis', percent },
  };
}
