import { STSClient } from '@aws-sdk/client-sts';
import type { ClientSettings } from '../../../adapters/aws/settings.ts';
import { type Identity, whoAmI } from '../../../adapters/sts/who-am-i.ts';
import { bad, type Finding, ok } from '../../finding.ts';

/** Whose credentials these are, and what was found of it. */
export type Caller = { readonly finding: Finding; readonly identity?: Identity };

/** Asks STS who asks. */
export const caller = async (settings: ClientSettings): Promise<Caller> => {
  const client = new STSClient(settings);
  try {
    const identity = await whoAmI(client);
    return { finding: ok('credentials', `${identity.arn}, account ${identity.account}`), identity };
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    return { finding: bad('credentials', why, 'log in (aws sso login), or name a --profile and a --region') };
  } finally {
    client.destroy();
  }
};
