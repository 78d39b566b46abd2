import { fisClients } from '../../../adapters/fis/clients.ts';
import type { Owners } from '../../../adapters/fis/looks/by-type.ts';
import { ec2 } from '../clients/ec2.ts';
import { rds } from '../clients/rds.ts';
import { settings } from '../settings.ts';
import { ownClients } from './own.ts';

/** The services that own what FIS hits; those that few faults ask are loaded when one does. */
export const owners: Owners = { ec2, rds, others: { ...ownClients, ...fisClients(settings) } };
