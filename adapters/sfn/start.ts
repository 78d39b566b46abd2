import { type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Executions } from '../../core/ports.ts';
import { calling, isNamed } from '../aws/calling.ts';
import type { Machines } from './machines.ts';

/** Starts executions by StartExecution, once for each name: Step Functions knows a name for 90 days. */
export const startExecutions = (client: SFNClient, machines: Machines): Pick<Executions, 'start'> => ({
  start: (machine, name, input) =>
    calling(`start execution ${name}`, async () => {
      const order = { stateMachineArn: machines[machine], name, input: JSON.stringify(input) };
      try {
        await client.send(new StartExecutionCommand(order));
      } catch (failure) {
        // It was started before, and has ended by now: one trigger, one run.
        if (!isNamed(failure, ['ExecutionAlreadyExists'])) throw failure;
      }
    }),
});
