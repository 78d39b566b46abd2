import { RDSClient } from '@aws-sdk/client-rds';
import { settings } from '../settings.ts';

/** One client for each process that runs a function. */
export const rds = new RDSClient(settings);
