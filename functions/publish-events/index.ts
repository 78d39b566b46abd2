import { eventBus } from '../../adapters/eventbridge/event-bus.ts';
import { eventBridge } from '../_aws/clients/event-bridge.ts';
import { environment } from '../_aws/environment.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler(eventBus(eventBridge, environment.FIREDRILL_BUS));
