import { checkSteadyState } from '../../core/protocol/check-steady-state.ts';
import { task, Waiting } from '../_lambda/task.ts';

/** State CheckSteadyState. */
export const handler = task(Waiting, (ports, { runId, token }) => checkSteadyState(ports, runId, token));
