import { SFNClient } from '@aws-sdk/client-sfn';
import { settings } from '../settings.ts';

/** One client for each process that runs a function. */
export const sfn = new SFNClient(settings);
