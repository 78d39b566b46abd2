import type { Owners } from '../../../adapters/fis/looks/by-type.ts';
import { ec2 } from '../clients/ec2.ts';
import { rds } from '../clients/rds.ts';

/** The services that own what FIS hits. */
export const owners: Owners = { ec2, rds };
