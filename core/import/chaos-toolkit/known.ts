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
import type { Refusal } from './draft.ts';

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
  const near = nearest(id.slice(PREFIX.length), service.length > 0 ? service : byId.keys(), 2);
  const same = service.find((one) => one.endsWith(`.${func}`));
  const meant = near ?? same;
  return {
    why: `chaostoolkit-aws has no \`${id.slice(PREFIX.length)}\``,
    ...(meant !== undefined && { instead: `did you mean \`${PREFIX}${meant}\`?` }),
  };
};

const foreign = (module: string, func: string): Refusal => {
  if (module === '') return { why: 'it calls Python without saying which' };
  const steps = `${module}.${func}`.split('.');
  const prefixes = steps.map((_, index) => steps.slice(0, steps.length - index).join('.'));
  const instead = prefixes.map((prefix) => INSTEAD[prefix]).find((one) => one !== undefined);
  return {
    why: `\`${module}\` is Python that Firedrill does not know, and it runs no code of others`,
    ...(instead !== undefined && { instead }),
  };
};

// Extensions that are seen in public experiments, by module; the longest that fits counts.
const INSTEAD: Readonly<Record<string, string>> = {
  chaosawsattacks: 'cut the subnets of the zone off with `aws:network:disrupt-connectivity`',
  'chaosgrafana.k6.actions': 'let the load run beside it',
  'chaosgrafana.k6.probes': 'write an HTTP probe',
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

/** Why a call cannot be made as it stands: arguments that it does not know, or that it needs. Chaos Toolkit refuses these too. */
export const argumentFlaw = ({ parameters, id }: Activity, args: RawMap): Refusal | undefined => {
  const names = parameters.map(({ name }) => name);
  // Of the function's own, Chaos Toolkit gives it these two itself.
  const strange = Object.keys(args).find(
    (name) => !names.includes(name) && name !== 'configuration' && name !== 'secrets',
  );
  if (strange !== undefined)
    return { why: `\`${id}\` has no argument \`${strange}\``, instead: meant(strange, names) };
  const missing = parameters.filter(
    ({ name, required }) => required && (args[name] ?? undefined) === undefined,
  );
  if (missing.length === 0) return undefined;
  const needed = missing.map(({ name }) => `\`${name}\``).join(' and ');
  return { why: `\`${id}\` needs ${needed}`, instead: `add ${needed}` };
};

const meant = (strange: string, names: readonly string[]): string => {
  const near =
    nearest(strange, names) ??
    names.find((name) => name.startsWith(`${strange}_`) || name.endsWith(`_${strange}`));
  if (near !== undefined) return `did you mean \`${near}\`?`;
  return names.length === 0 ? 'it takes none' : `it knows ${alternatives(names)}`;
};
