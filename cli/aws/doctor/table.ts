import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { leverReader } from '../../../adapters/dynamodb/levers.ts';
import { openRuns } from '../../../adapters/dynamodb/run-lists.ts';
import { NotFound } from '../../../core/errors.ts';
import type { Run } from '../../../core/run.ts';
import { bad, type Finding, ok, warn } from '../../finding.ts';
import { type Check, looking, notDescribed } from './asked.ts';

/** Whether the table can be read, and what it says: open runs, what is not restored, a pulled lever. */
export const table: Check = async ({ stack, settings }) => {
  if (stack === undefined) return [notDescribed('table', 'the table')];
  const at = { client: new DynamoDBClient(settings), name: stack.table };
  return looking('table', async () => {
    try {
      const open = await openRuns(at).open();
      const levers = await leverReader(at).engaged(['global']);
      return [
        ok('table', stack.table),
        ...runFindings(open),
        ...levers.map(({ by, reason }) =>
          warn('lever', `engaged by ${by}: ${reason}`, 'every start is refused until it is released'),
        ),
      ];
    } catch (failure) {
      if (!(failure instanceof NotFound)) throw failure;
      return bad('table', `${stack.table} is not there`, 'deploy the stack again');
    } finally {
      at.client.destroy();
    }
  });
};

const runFindings = (open: readonly Run[]): readonly Finding[] => [
  open.length === 0
    ? ok('runs', 'none is open')
    : warn('runs', `${open.length} open: ${open.map(({ runId }) => runId).join(', ')}`, 'see `status --aws`'),
  ...open
    .filter(({ conclusion }) => conclusion?.restoration === 'unverified')
    .map(({ runId, conclusion }) =>
      bad(
        'restoration',
        `${runId} is NOT VERIFIED RESTORED: ${conclusion?.reasons.join('; ')}`,
        'look at its targets; the reconciler tries again each minute',
      ),
    ),
];
