import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { settings } from '../settings.ts';

/** One client for each process that runs a function. */
export const cloudwatch = new CloudWatchClient(settings);
