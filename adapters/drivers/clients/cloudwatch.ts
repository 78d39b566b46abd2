import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { ClientSettings } from '../../aws/settings.ts';

/** The client of CloudWatch. */
export const cloudWatchClient = (settings: ClientSettings): CloudWatchClient =>
  new CloudWatchClient(settings);
