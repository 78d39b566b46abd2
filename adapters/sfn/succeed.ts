import { SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { Executions } from '../../core/ports.ts';
import { answering } from './answered.ts';

/** Lets a state that waits go on, by SendTaskSuccess. */
export const succeedTasks = (client: SFNClient): Pick<Executions, 'succeed'> => ({
  succeed: (taskToken, output) =>
    answering(() => client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }))),
});
