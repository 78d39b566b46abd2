import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { settings } from '../settings.ts';

/** One client for each process that runs a function. */
export const secretsManager = new SecretsManagerClient(settings);
