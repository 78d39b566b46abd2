import type { EC2Client } from '@aws-sdk/client-ec2';
import { type UndoingDriver, undoing } from '../attribute/undoing.ts';
import type { Fences } from '../fences.ts';
import { isolate } from './attribute.ts';
import { readSecurityGroups } from './read.ts';
import { writeSecurityGroups } from './write.ts';

/** Gives instances' network interfaces their own security groups back. */
export const undoingSecurityGroups = (ec2: EC2Client, fences: Pick<Fences, 'raise'>): UndoingDriver =>
  undoing(isolate, { read: readSecurityGroups(ec2), write: writeSecurityGroups(ec2) }, fences);
