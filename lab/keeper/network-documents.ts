import { DATABASE_HOST } from '../workload/settings.ts';
import type { Effect } from './commands.ts';
import type { LinkEffect } from './link-effects.ts';
import { Refusal } from './refusal.ts';
import type { ShopNetwork } from './shop-network.ts';
import type { ShopLink } from './topology.ts';

type Parameters = Readonly<Record<string, string>>;

/** FIS's documents that disturb an instance's network, by name; parameters as there. */
export const networkDocuments = (network: ShopNetwork): Readonly<Record<string, Effect>> => {
  const disturb =
    (condition: (parameters: Parameters) => LinkEffect<ShopLink>['condition'], which: Which): Effect =>
    ({ instanceId }, parameters) => {
      const concerned = which(parameters);
      const on = (link: ShopLink) => link.instanceId === instanceId && concerned(link);
      return network.affect({ on, condition: condition(parameters) });
    };
  return {
    'AWSFIS-Run-Network-Latency': disturb(latency, everything),
    'AWSFIS-Run-Network-Latency-Sources': disturb(latency, sources),
    'AWSFIS-Run-Network-Packet-Loss': disturb(loss, everything),
    'AWSFIS-Run-Network-Packet-Loss-Sources': disturb(loss, sources),
    'AWSFIS-Run-Network-Blackhole-Port': disturb(() => ({ cut: true }), port),
  };
};

type Which = (parameters: Parameters) => (link: ShopLink) => boolean;

const latency = ({ DelayMilliseconds = '200' }: Parameters) => ({
  latencyMs: within('DelayMilliseconds', DelayMilliseconds, 1, 900_000),
});

const loss = ({ LossPercent = '7' }: Parameters) => ({
  lossPercent: within('LossPercent', LossPercent, 1, 100),
});

const everything: Which = () => () => true;

const sources: Which = ({ Sources = '' }) => {
  if (Sources !== DATABASE_HOST)
    throw new Refusal(
      'InvalidParameters',
      `In the lab the one source is ${DATABASE_HOST}, not ${Sources || 'none'}.`,
    );
  return ({ kind }) => kind === 'database';
};

// The shop's servers listen on 80, as far as anybody asks, and the database on 5432.
const port: Which = ({ Port = '', TrafficType = 'ingress', Protocol = 'tcp' }) => {
  if (Protocol !== 'tcp') throw new Refusal('InvalidParameters', 'Everything in the lab speaks tcp.');
  if (Port === '80' && TrafficType === 'ingress') return ({ kind }) => kind === 'web';
  if (Port === '5432' && TrafficType === 'egress') return ({ kind }) => kind === 'database';
  throw new Refusal(
    'InvalidParameters',
    `On an instance there are 80 ingress and 5432 egress, not ${Port} ${TrafficType}.`,
  );
};

const within = (name: string, text: string, least: number, most: number): number => {
  const value = Number(text);
  if (value >= least && value <= most) return value;
  throw new Refusal('InvalidParameters', `${name} is ${least} to ${most}, not ${text}.`);
};
