import { EC2Client } from '@aws-sdk/client-ec2';
import type { ClientSettings } from '../../aws/settings.ts';

/** A client in a module of its own, so that only what is asked is loaded. */
export const ec2Client = (settings: ClientSettings): EC2Client => new EC2Client(settings);
