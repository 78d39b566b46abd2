import type { Executions } from '../../core/ports.ts';

/** The ARNs of a stage's state machines, by what they execute. */
export type Machines = Readonly<Record<Parameters<Executions['start']>[0], string>>;

/** The ARN of an execution, by the machine's and its name. */
export const executionArn = (machineArn: string, name: string): string =>
  `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
