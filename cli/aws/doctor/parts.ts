import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeStateMachineCommand, SFNClient } from '@aws-sdk/client-sfn';
import { calling } from '../../../adapters/aws/calling.ts';
import { NotFound } from '../../../core/errors.ts';
import { bad, type Finding, ok } from '../../finding.ts';
import { type Check, looking, notDescribed } from './asked.ts';

/** Whether the bucket and the state machines of the stack are there. */
export const parts: Check = async ({ stack, settings }) => {
  if (stack === undefined) return [notDescribed('parts', 'what the stack is made of')];
  // An emulator answers to no host name of a bucket.
  const s3 = new S3Client({ ...settings, forcePathStyle: settings.endpoint !== undefined });
  const sfn = new SFNClient(settings);
  const { bucket, machines } = stack;
  const found = await Promise.all([
    looking('bucket', () =>
      there('bucket', bucket, () => s3.send(new HeadBucketCommand({ Bucket: bucket }))),
    ),
    ...Object.entries(machines).map(([kind, stateMachineArn]) =>
      looking(`${kind} machine`, () =>
        there(`${kind} machine`, stateMachineArn, async () => {
          const { status } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
          if (status === 'DELETING') throw new NotFound('it is being deleted');
        }),
      ),
    ),
  ]);
  return found.flat();
};

const there = async (check: string, name: string, ask: () => Promise<unknown>): Promise<Finding> => {
  try {
    await calling(`look at ${name}`, ask);
    return ok(check, name);
  } catch (failure) {
    if (!isGone(failure)) throw failure;
    return bad(check, `${name} is not there`, 'deploy the stack again');
  }
};

// HeadBucket has no body, so no name of an error either.
const isGone = (failure: unknown): boolean =>
  failure instanceof NotFound ||
  (failure instanceof Error && failure.cause instanceof Error && failure.cause.name === 'NotFound');
