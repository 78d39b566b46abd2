import { secretsByScheme } from '../../adapters/secrets/by-scheme.ts';
import { cachedSecrets } from '../../adapters/secrets/cached.ts';
import { parameterSecrets } from '../../adapters/secrets/parameter-secrets.ts';
import { managedSecrets } from '../../adapters/secrets/secrets-manager.ts';
import { secretsManager } from './clients/secrets-manager.ts';
import { ssm } from './clients/ssm.ts';
import { common } from './common.ts';

/** Secrets by reference, read when they are needed; on AWS the environment holds none. */
export const secrets = cachedSecrets(
  secretsByScheme({ ssm: parameterSecrets(ssm), secretsmanager: managedSecrets(secretsManager) }),
  common.clock,
);
