import { SSMClient } from '@aws-sdk/client-ssm';
import type { ClientSettings } from '../../aws/settings.ts';

/** A client in a module of its own, so that only what is asked is loaded. */
export const ssmClient = (settings: ClientSettings): SSMClient => new SSMClient(settings);
