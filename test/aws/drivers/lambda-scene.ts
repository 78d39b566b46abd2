import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateFunctionCommand } from '@aws-sdk/client-lambda';
import { inject } from 'vitest';
import { type AtMoto, settingsAt, tagsFor } from './at-moto.ts';

/** Makes a function that consents, and gives its name. */
export const makeFunction = async ({ clients }: AtMoto, app: string, name = app): Promise<string> => {
  const iam = new IAMClient(settingsAt(inject('moto')));
  const trust = { AssumeRolePolicyDocument: '{}', RoleName: `role-${name}` };
  const { Role } = await iam.send(new CreateRoleCommand(trust));
  await (await clients.lambda()).send(
    new CreateFunctionCommand({
      FunctionName: name,
      Role: Role?.Arn,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: new Uint8Array([0x50, 0x4b, 5, 6, ...Array(18).fill(0)]) },
      Tags: tagsFor(app),
    }),
  );
  return name;
};
