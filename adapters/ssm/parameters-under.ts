import { paginateGetParametersByPath, type SSMClient } from '@aws-sdk/client-ssm';
import { calling } from '../aws/calling.ts';

/** All parameters and secrets under a path, at any depth, by name, decrypted. */
export const readParametersUnder = (
  client: SSMClient,
  path: string,
): Promise<Readonly<Record<string, string>>> =>
  calling(`read the parameters under ${path}`, async () => {
    const asked = { Path: path, Recursive: true, WithDecryption: true };
    const found: Record<string, string> = {};
    for await (const { Parameters = [] } of paginateGetParametersByPath({ client }, asked))
      for (const { Name, Value } of Parameters)
        if (Name !== undefined && Value !== undefined) found[Name] = Value;
    return found;
  });
