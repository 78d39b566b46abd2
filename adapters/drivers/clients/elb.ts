import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ClientSettings } from '../../aws/settings.ts';

/** A client in a module of its own, so that only what is asked is loaded. */
export const elbClient = (settings: ClientSettings): ElasticLoadBalancingV2Client =>
  new ElasticLoadBalancingV2Client(settings);
