import { FisClient } from '@aws-sdk/client-fis';
import { settings } from '../settings.ts';

/** One client for each process that runs a function. */
export const fis = new FisClient(settings);
