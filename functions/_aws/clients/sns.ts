import { SNSClient } from '@aws-sdk/client-sns';
import { settings } from '../settings.ts';

/** One client for each process that runs a function. */
export const sns = new SNSClient(settings);
