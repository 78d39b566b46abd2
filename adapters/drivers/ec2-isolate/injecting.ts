import type { EC2Client } from '@aws-sdk/client-ec2';
import { type InjectingDriver, injecting } from '../attribute/injecting.ts';
import type { Fences } from '../fences.ts';
import { isolate } from './attribute.ts';
import { readSecurityGroups } from './read.ts';
import { writeSecurityGroups } from './write.ts';

/** Gives instances' network interfaces the isolating security group. */
export const injectingSecurityGroups = (ec2: EC2Client, fences: Pick<Fences, 'isRaised'>): InjectingDriver =>
  injecting(isolate, { read: readSecurityGroups(ec2), write: writeSecurityGroups(ec2) }, fences);
