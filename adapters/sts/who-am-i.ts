import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { ServiceUnavailable } from '../../core/errors.ts';
import { calling } from '../aws/calling.ts';

/** Whose credentials these are: the twelve digits of the account, and the ARN of the user or of the role's session. */
export type Identity = { readonly account: string; readonly arn: string };

/** Asks STS whose credentials the client has. Nobody needs a permission for it. */
export const whoAmI = (client: STSClient): Promise<Identity> =>
  calling('ask whose credentials these are', async () => {
    const { Account: account, Arn: arn } = await client.send(new GetCallerIdentityCommand());
    if (account === undefined || arn === undefined) throw new ServiceUnavailable('STS gave no identity');
    return { account, arn };
  });
