import { LambdaClient } from '@aws-sdk/client-lambda';
import { settings } from '../settings.ts';

/** A client that asks once: a reading whose answer was lost would be written down twice, and the next one comes anyway. */
export const lambdaOnce = new LambdaClient({ ...settings, maxAttempts: 1 });
