import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { settings } from '../settings.ts';

/** One client for each process that runs a function. */
export const autoScaling = new AutoScalingClient(settings);
