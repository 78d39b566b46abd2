import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import type { ClientSettings } from '../../aws/settings.ts';

/** A client in a module of its own, so that only what is asked is loaded. */
export const autoScalingClient = (settings: ClientSettings): AutoScalingClient =>
  new AutoScalingClient(settings);
