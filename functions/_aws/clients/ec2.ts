import { EC2Client } from '@aws-sdk/client-ec2';
import { settings } from '../settings.ts';

/** One client for each process that runs a function. */
export const ec2 = new EC2Client(settings);
