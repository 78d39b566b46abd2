import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { ClientSettings } from '../../aws/settings.ts';

/** A client in a module of its own, so that only what is asked is loaded. */
export const eventBridgeClient = (settings: ClientSettings): EventBridgeClient =>
  new EventBridgeClient(settings);
