import { LambdaClient } from '@aws-sdk/client-lambda';
import { settings } from '../settings.ts';

/** One client for each process that runs a function. */
export const lambda = new LambdaClient(settings);
