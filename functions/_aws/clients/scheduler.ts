import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { settings } from '../settings.ts';

/** One client for each process that runs a function. */
export const scheduler = new SchedulerClient(settings);
