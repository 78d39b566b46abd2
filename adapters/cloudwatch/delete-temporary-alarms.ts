import { type CloudWatchClient, DeleteAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { NotFound } from '../../core/errors.ts';
import type { Alarms } from '../../core/ports.ts';
import { calling } from '../aws/calling.ts';
import { temporaryNames } from './temporary-alarms.ts';

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html
const mostNames = 100;

/** Deletes a run's temporary alarms, and no other run's. */
export const deleteTemporaryAlarms = (client: CloudWatchClient): Pick<Alarms, 'deleteTemporary'> => ({
  deleteTemporary: async (runId) => {
    const names = await temporaryNames(client, runId);
    for (let first = 0; first < names.length; first += mostNames)
      await removeAll(client, names.slice(first, first + mostNames));
  },
});

// If one is gone, CloudWatch deletes none of them: another way home was faster, so each is tried by itself.
const removeAll = async (client: CloudWatchClient, names: readonly string[]): Promise<void> => {
  try {
    await remove(client, names);
  } catch (failure) {
    if (!(failure instanceof NotFound)) throw failure;
    if (names.length > 1) for (const name of names) await removeAll(client, [name]);
  }
};

const remove = (client: CloudWatchClient, names: readonly string[]): Promise<unknown> =>
  calling(`delete alarms ${names.join(', ')}`, () =>
    client.send(new DeleteAlarmsCommand({ AlarmNames: [...names] })),
  );
