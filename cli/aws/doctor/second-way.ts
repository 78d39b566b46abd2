import { SSMClient } from '@aws-sdk/client-ssm';
import { wallClock } from '../../../adapters/clock/wall-clock.ts';
import { keptIntegrations } from '../../../adapters/ssm/integrations.ts';
import { isNamedKind, parseChannel } from '../../../core/notices/channels.ts';
import type { Integrations } from '../../../core/notices/integrations.ts';
import { bad, ok, warn } from '../../finding.ts';
import { type Check, looking } from './asked.ts';

/** Whether people are called by another way than the topic when one is needed, so that one way may fail. */
export const secondWay: Check = async ({ settings, stage }) => {
  const client = new SSMClient(settings);
  const name = `/firedrill/${stage}/integrations`;
  return looking('second way', async () => {
    const integrations = await keptIntegrations(client, name, wallClock)().finally(() => client.destroy());
    const { needsHuman } = integrations;
    const unknown = needsHuman.filter((channel) => !isKnown(integrations, channel));
    if (unknown.length > 0)
      return bad(
        'second way',
        `${name} calls people by ${unknown.join(', ')}, and says of none how`,
        'add it to its integrations, see docs/notifications.md',
      );
    return needsHuman.length > 0
      ? ok('second way', `who must come is called by ${needsHuman.join(', ')} as well as by the topic`)
      : warn(
          'second way',
          'who must come is called by the topic alone: when that fails, nobody is',
          `name a channel as needsHuman in the parameter ${name}, see docs/notifications.md`,
        );
  });
};

const isKnown = ({ integrations }: Integrations, channel: string): boolean => {
  const parsed = parseChannel(channel);
  if (!parsed.ok) return false;
  const { kind, address } = parsed.value;
  return !isNamedKind(kind) || (Object.hasOwn(integrations, address) && integrations[address]?.type === kind);
};
