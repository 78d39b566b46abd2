import { driverClients } from '../../../adapters/drivers/clients.ts';
import { settings } from '../settings.ts';

/** The clients of our own drivers, loaded when a run needs them. */
export const ownClients = driverClients(settings);
