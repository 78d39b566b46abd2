import type { Path } from '../../documents/problem.ts';
import { alternatives } from '../../documents/quote.ts';
import type { RawMap } from '../../documents/raw.ts';
import { nearest } from '../../documents/suggest.ts';
import { compute } from './activities/compute.ts';
import { containers } from './activities/containers.ts';
import { data } from './activities/data.ts';
import { network } from './activities/network.ts';
import { serverless } from './activities/serverless.ts';
import { watching } from './activities/watching.ts';
import type { Activity } from './activity.ts';
import { type DraftNote, type Refusal, refused } from './draft.ts';

/** Every action and probe of chaostoolkit-aws 0.35.1, and what it is here. */
export const activities: readonly Activity[] = [
  ...[compute, serverless, containers],
  ...[data, network, watching],
].flat();

const byId: ReadonlyMap<string, Activity> = new Map(activities.map((one) => [one.id, one]));

const PREFIX = 'chaosaws.';

/** The activity that a Python provider calls, or why nobody knows it. */
export const knownActivity = (module: string, func: string): Activity | Refusal => {
  const id = `${module}.${func}`;
  const known = id.startsWith(PREFIX) ? byId.get(id.slice(PREFIX.length)) : undefined;
  if (known !== undefined) return known;
  if (!id.startsWith(PREFIX)) return foreign(module, func);
  // What its author meant is a function of the same module, or of its neighbour.
  const service = [...byId.keys()].filter((one) => one.startsWith(`${module.split('.')[1]}.`));
  const near = nearest(id.slice(PREFIX.length), service.length > 0 ? service : byId.keys());
  const same = service.find((one) => one.endsWith(`.${func}`));
  const meant = near ?? same;
  return {
    why: `chaostoolkit-aws has no \`${id.slice(PREFIX.length)}\``,
    ...(meant !== undefined && { instead: `did you mean \`${PREFIX}${meant}\`?` }),
  };
};

const foreign = (module: string, func: string): Refusal => {
  const [family = ''] = module.split('.');
  const instead = INSTEAD[`${module}.${func}`] ?? INSTEAD[family];
  return {
    why:
      module === ''
        ? 'it calls Python without saying which'
        : `\`${module}\` is Python that Firedrill does not know, and it runs no code of others`,
    ...(instead !== undefined && { instead }),
  };
};

const INSTEAD: Readonly<Record<string, string>> = {
  azchaosaws: 'cut the subnets of the zone off with `aws:network:disrupt-connectivity`',
  'chaosk8s.pod.actions.terminate_pods': 'delete pods on EKS with `aws:eks:pod-delete`',
  'chaosk8s.actions.kill_microservice': 'delete pods on EKS with `aws:eks:pod-delete`',
  'chaosk8s.actions.kill_microservices': 'delete pods on EKS with `aws:eks:pod-delete`',
  'chaosk8s.node.actions.drain_nodes': 'lose nodes on EKS with `aws:eks:terminate-nodegroup-instances`',
  'chaosk8s.node.actions.delete_nodes': 'lose nodes on EKS with `aws:eks:terminate-nodegroup-instances`',
  chaosk8s:
    'on EKS, use the actions `aws:eks:…` of FIS; probe what the application answers with an HTTP probe',
  chaosistio:
    'slow down or cut off pods on EKS with `aws:eks:pod-network-latency` or `aws:eks:pod-network-blackhole-port`',
  chaostoxi: 'slow down or cut off pods, tasks or instances with the network actions of FIS',
  chaosprometheus: 'probe a metric in CloudWatch, where Prometheus can write to as well',
  chaosgrafana: 'probe a metric in CloudWatch',
  chaosdatadog: 'probe a metric in CloudWatch, or an alarm that follows the monitor',
  chaosdynatrace: 'probe a metric in CloudWatch, or an alarm that follows the problem',
  chaosgremlin: 'use the actions of FIS',
  chaosazure: 'Firedrill breaks what runs on AWS',
  chaosgcp: 'Firedrill breaks what runs on AWS',
  chaosgce: 'Firedrill breaks what runs on AWS',
  chaoscf: 'Firedrill breaks what runs on AWS',
  chaosspring:
    'hurt your own functions with `middy/chaos`, or an application that reads a flag with `ssm/flag`',
  chaosreliably: 'probe the latency or the status with an HTTP probe',
  chaosaddons: 'say `guards` and `recovery.within`, which are part of every experiment',
};

/** What is wrong with the arguments of a call: those that it does not know, and those that it needs. */
export const argumentFlaws = (
  { parameters, id }: Activity,
  args: RawMap,
  at: Path,
): { readonly unknown: readonly DraftNote[]; readonly missing?: Refusal } => {
  const names = parameters.map(({ name }) => name);
  // Of the function's own, Chaos Toolkit gives it these two itself.
  const strange = Object.keys(args).filter(
    (name) => !names.includes(name) && name !== 'configuration' && name !== 'secrets',
  );
  const missing = parameters.filter(
    ({ name, required }) => required && (args[name] ?? undefined) === undefined,
  );
  const unknown = strange.map((name) => {
    const near = nearest(name, names);
    const known = names.length === 0 ? 'it takes no arguments' : `it knows ${alternatives(names)}`;
    return refused(
      [...at, name],
      `\`${id}\` has no argument \`${name}\``,
      near === undefined ? known : `did you mean \`${near}\`?`,
    );
  });
  if (missing.length === 0) return { unknown };
  const needed = alternatives(missing.map(({ name }) => name));
  return { unknown, missing: { why: `it needs ${needed}, which it is not given`, instead: `add ${needed}` } };
};
