import { SSMClient } from '@aws-sdk/client-ssm';
import { settings } from '../settings.ts';

/** One client for each process that runs a function. */
export const ssm = new SSMClient(settings);
