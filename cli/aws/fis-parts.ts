import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { EC2Client } from '@aws-sdk/client-ec2';
import { FisClient } from '@aws-sdk/client-fis';
import { RDSClient } from '@aws-sdk/client-rds';
import type { ClientSettings } from '../../adapters/aws/settings.ts';
import { wallClock } from '../../adapters/clock/wall-clock.ts';
import { driverClients } from '../../adapters/drivers/clients.ts';
import { fisClients } from '../../adapters/fis/clients.ts';
import { fisEvidence } from '../../adapters/fis/evidence.ts';
import { fisFence } from '../../adapters/fis/fence.ts';
import { fisResidue } from '../../adapters/fis/residue.ts';
import { fisResolve } from '../../adapters/fis/resolve.ts';
import { fisSnapshot } from '../../adapters/fis/snapshot.ts';
import { fisVerify } from '../../adapters/fis/verify.ts';
import type { FaultDriver } from '../../core/ports.ts';

type Parts = Pick<FaultDriver, 'resolve' | 'snapshot' | 'evidence' | 'verify' | 'residue' | 'fence'>;

/** The driver `fis` but for what changes a target. */
export const fisParts = (settings: ClientSettings): Parts => {
  const fis = new FisClient(settings);
  const autoScaling = new AutoScalingClient(settings);
  const others = { ...driverClients(settings), ...fisClients(settings) };
  const owners = { ec2: new EC2Client(settings), rds: new RDSClient(settings), others };
  return {
    ...fisResolve({ ...owners, autoScaling }),
    ...fisSnapshot(owners),
    ...fisEvidence({ ...owners, fis }),
    ...fisVerify({ ...owners, autoScaling, fis, clock: wallClock }),
    ...fisResidue({ fis, ec2: owners.ec2 }),
    ...fisFence(fis),
  };
};
