import { LambdaClient } from '@aws-sdk/client-lambda';
import type { ClientSettings } from '../../aws/settings.ts';

/** A client in a module of its own, so that only what is asked is loaded. */
export const lambdaClient = (settings: ClientSettings): LambdaClient => new LambdaClient(settings);
