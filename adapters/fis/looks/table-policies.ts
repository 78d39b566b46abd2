import { type DynamoDBClient, GetResourcePolicyCommand } from '@aws-sdk/client-dynamodb';
import { isNamed } from '../../aws/calling.ts';
import { idOf, type Look } from './look.ts';

/** Tables of DynamoDB by ARN: whether their policy has statements of FIS that stop replication. */
export const lookAtTablePolicies =
  (dynamodb: DynamoDBClient): Look =>
  async ({ arns = [] }) => {
    const policies = await Promise.all(arns.map((arn) => policyOf(dynamodb, arn)));
    return arns.flatMap((arn, at) => {
      const policy = policies[at];
      if (policy === undefined) return [];
      const target = { arn, label: idOf(arn), tags: {}, containers: [] };
      return [{ target, described: {}, state: { paused: policy.includes(sid) } }];
    });
  };

// https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html: the Sid begins so, the experiment's id follows.
const sid = 'DoNotModifyFisDynamoDbPauseReplication';

/** The text of a table's policy, empty where it has none; undefined where there is no such table. */
const policyOf = async (dynamodb: DynamoDBClient, ResourceArn: string): Promise<string | undefined> => {
  try {
    const { Policy = '' } = await dynamodb.send(new GetResourcePolicyCommand({ ResourceArn }));
    return Policy;
  } catch (failure) {
    if (isNamed(failure, ['PolicyNotFoundException'])) return '';
    if (isNamed(failure, ['ResourceNotFoundException'])) return undefined;
    throw failure;
  }
};
