import {
  GetRoleCommand,
  IAMClient,
  paginateSimulatePrincipalPolicy,
  type SimulatePrincipalPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { calling } from '../../../adapters/aws/calling.ts';
import { bad, type Finding, ok, unknown, warn } from '../../finding.ts';
import { type Check, looking, notDescribed } from './asked.ts';
import { type Need, neededOn } from './needed.ts';

/** Whether the caller may do what the command line does, by IAM's own simulation: nothing is really done. */
export const permissions: Check = async ({ stack, settings, identity }) => {
  if (stack === undefined) return [notDescribed('permissions', 'what is to be permitted')];
  const client = new IAMClient(settings);
  return looking('permissions', async () => {
    if (identity.arn.endsWith(':root'))
      return warn('permissions', 'these are the credentials of the root user', 'use a role instead');
    const principal = await principalOf(client, identity.arn);
    if (principal === undefined)
      return unknown('permissions', `IAM cannot simulate ${identity.arn}`, 'look as a user or as a role');
    const all = await Promise.all(neededOn(stack).map((need) => simulated(client, principal, need)));
    const refused = all.flat();
    return refused.length > 0
      ? refused
      : ok('permissions', `${principal} may start, follow and stop runs, as far as IAM can simulate it`);
  }).finally(() => client.destroy());
};

// The session of a role does not say the path of the role.
const principalOf = async (client: IAMClient, arn: string): Promise<string | undefined> => {
  if (/:iam::\d+:(user|role)\//.test(arn)) return arn;
  const [, RoleName] = /:assumed-role\/([^/]+)\//.exec(arn) ?? [];
  if (RoleName === undefined) return undefined;
  const { Role } = await calling(`look at the role ${RoleName}`, () =>
    client.send(new GetRoleCommand({ RoleName })),
  );
  return Role?.Arn;
};

/** What IAM's simulation refuses a principal. */
export const simulated = (client: IAMClient, principal: string, need: Need): Promise<readonly Finding[]> =>
  calling(`simulate the permissions of ${principal}`, async () => {
    const asked: SimulatePrincipalPolicyCommandInput = {
      PolicySourceArn: principal,
      ActionNames: [...need.actions],
      ResourceArns: [...need.resources],
      ContextEntries: Object.entries(need.context ?? {}).map(([ContextKeyName, value]) => ({
        ...{ ContextKeyName, ContextKeyType: 'string' },
        ContextKeyValues: [value],
      })),
    };
    const refused: Finding[] = [];
    for await (const { EvaluationResults = [] } of paginateSimulatePrincipalPolicy({ client }, asked))
      for (const {
        EvalActionName,
        EvalResourceName,
        EvalDecision,
        MissingContextValues = [],
      } of EvaluationResults) {
        if (EvalDecision === 'allowed') continue;
        const what = `${EvalActionName} on ${EvalResourceName}`;
        refused.push(
          MissingContextValues.length > 0
            ? unknown('permissions', `${what} depends on ${MissingContextValues.join(', ')}`, 'try it')
            : bad(
                'permissions',
                `${what}: ${EvalDecision}; needed to ${need.why}`,
                `allow it to ${principal}`,
              ),
        );
      }
    return refused;
  });
