import type { SSMClient } from '@aws-sdk/client-ssm';
import { NotFound } from '../../core/errors.ts';
import { type Integrations, noIntegrations, readIntegrations } from '../../core/notices/integrations.ts';
import type { Clock } from '../../core/ports.ts';
import { cachedSecrets } from '../secrets/cached.ts';
import { readParameter } from './parameters.ts';

const keptMs = 60_000;

/** Whom a deployment can tell, as a parameter says; read once a minute at most. Without the parameter: nobody by name. */
export const keptIntegrations = (
  client: SSMClient,
  name: string,
  clock: Pick<Clock, 'now'>,
): (() => Promise<Integrations>) => {
  const kept = cachedSecrets({ read: (one) => readParameter(client, one) }, clock, keptMs);
  return async () => {
    const [read] = await Promise.allSettled([kept.read(name)]);
    if (read.status === 'fulfilled') return readIntegrations(read.value, `The parameter ${name}`);
    if (read.reason instanceof NotFound) return noIntegrations;
    throw read.reason;
  };
};
