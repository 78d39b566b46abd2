import { executionStatus } from '../../adapters/sfn/status.ts';
import { sfn } from '../_aws/clients/sfn.ts';
import { home } from '../_aws/home.ts';
import { machines } from '../_aws/machines.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler(
  wire('dead-man', { ...home, executions: { ...home.executions, ...executionStatus(sfn, machines) } }),
);
