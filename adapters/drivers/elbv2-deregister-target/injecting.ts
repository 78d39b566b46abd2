import type { EC2Client } from '@aws-sdk/client-ec2';
import {
  DeregisterTargetsCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { idOf } from '../../fis/looks/look.ts';
import { type InjectingDriver, injecting } from '../attribute/injecting.ts';
import type { Fences } from '../fences.ts';
import { deregisterTarget, portsIn } from './attribute.ts';
import { imagedGroups, readRegistrations } from './read.ts';

/** Deregisters instances from their target groups. */
export const injectingRegistrations = (
  elb: ElasticLoadBalancingV2Client,
  ec2: EC2Client,
  fences: Pick<Fences, 'isRaised'>,
): InjectingDriver =>
  injecting(
    deregisterTarget,
    {
      read: readRegistrations({ ec2, elb, groupsOf: async (about) => imagedGroups(about) }),
      write: async ({ arn }, values, { before }) => {
        for (const TargetGroupArn of Object.keys(values)) {
          const ports = portsIn(before[arn]?.[TargetGroupArn]);
          const Targets = ports.map((Port) => ({ Id: idOf(arn), Port }));
          await elb.send(new DeregisterTargetsCommand({ TargetGroupArn, Targets }));
        }
        return undefined;
      },
    },
    fences,
  );
