import type { Machines } from '../../adapters/sfn/machines.ts';
import { environment } from './environment.ts';

/** The state machines of this stage, by ARN. */
export const machines: Machines = {
  experiment: environment.FIREDRILL_EXPERIMENT_MACHINE,
  gameday: environment.FIREDRILL_GAMEDAY_MACHINE,
};
