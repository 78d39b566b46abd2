import { secretsByScheme } from '../adapters/secrets/by-scheme.ts';
import { environmentSecrets } from '../adapters/secrets/environment-secrets.ts';
import type { Secrets } from '../core/fronts.ts';

/** Secrets of a lab: in the environment of whoever started it, as `env:NAME`. */
export const labSecrets: Secrets = secretsByScheme({ env: environmentSecrets(process.env) });
