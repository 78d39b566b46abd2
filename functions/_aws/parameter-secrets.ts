import { secretsByScheme } from '../../adapters/secrets/by-scheme.ts';
import { cachedSecrets } from '../../adapters/secrets/cached.ts';
import { parameterSecrets } from '../../adapters/secrets/parameter-secrets.ts';
import { ssm } from './clients/ssm.ts';
import { common } from './common.ts';

/** Secrets in Parameter Store alone: what guards read needs no other place, and their functions no further right. */
export const secrets = cachedSecrets(secretsByScheme({ ssm: parameterSecrets(ssm) }), common.clock);
