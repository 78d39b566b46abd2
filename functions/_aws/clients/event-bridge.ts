import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { settings } from '../settings.ts';

/** One client for each process that runs a function. */
export const eventBridge = new EventBridgeClient(settings);
