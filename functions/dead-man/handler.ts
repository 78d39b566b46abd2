import * as z from 'zod';
import type { DeadManInput } from '../../core/ports.ts';
import { deadMan } from '../../core/protocol/dead-man.ts';
import { RunRef, task } from '../_lambda/task.ts';

const Input = RunRef.extend({ faults: z.array(z.looseObject({ action: z.string(), ordinal: z.int() })) });

/** EventBridge Scheduler, when the orchestrator has fallen silent. Its input is all it needs. */
export const handler = task(Input, (ports, input) => deadMan(ports, input as unknown as DeadManInput));
