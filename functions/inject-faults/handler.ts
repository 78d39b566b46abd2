import { injectFaults } from '../../core/protocol/inject.ts';
import { RunRef, task } from '../_lambda/task.ts';

/** State Inject. The only function that can break something. */
export const handler = task(RunRef, (ports, { runId }) => injectFaults(ports, runId));
