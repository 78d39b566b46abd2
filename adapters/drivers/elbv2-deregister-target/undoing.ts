import type { EC2Client } from '@aws-sdk/client-ec2';
import {
  type ElasticLoadBalancingV2Client,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { idOf } from '../../fis/looks/look.ts';
import { type UndoingDriver, undoing } from '../attribute/undoing.ts';
import type { Fences } from '../fences.ts';
import { deregisterTarget, portsIn } from './attribute.ts';
import { imagedGroups, readRegistrations } from './read.ts';

/** Registers instances with their target groups again. */
export const undoingRegistrations = (
  elb: ElasticLoadBalancingV2Client,
  ec2: EC2Client,
  fences: Pick<Fences, 'raise'>,
): UndoingDriver =>
  undoing(
    deregisterTarget,
    {
      read: readRegistrations({ ec2, elb, groupsOf: async (about) => imagedGroups(about) }),
      write: async ({ arn }, values) => {
        for (const [TargetGroupArn, ports] of Object.entries(values)) {
          const Targets = portsIn(ports).map((Port) => ({ Id: idOf(arn), Port }));
          await elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets }));
        }
        return undefined;
      },
    },
    fences,
  );
