import { GetFunctionConfigurationCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { WrongAsAsked } from '../../../core/errors.ts';
import { clientOf } from '../clients.ts';
import type { Finder } from './find.ts';
import { taggedOf } from './tagged.ts';

const kind = { type: 'lambda:function', arn: /:function:([^:]+)$/ };

/**
 * Functions that FIS can hit. FIS only writes a configuration to a bucket; without its extension a function never reads
 * that, FIS says all the same that the fault runs, and nobody could tell.
 * https://docs.aws.amazon.com/fis/latest/userguide/use-lambda-actions.html
 */
export const functions: Finder = {
  find: async (needs, fault) => {
    const found = await taggedOf(needs, kind, fault);
    const lambda = await clientOf(needs, 'lambda');
    for (const { target } of found) {
      const missing = await missingOf(lambda, target.arn);
      if (missing !== undefined)
        throw new WrongAsAsked(`The function ${target.label} ${missing}: FIS's fault would not reach it`);
    }
    return found;
  },
  undescribed: true,
};

const missingOf = async (lambda: LambdaClient, FunctionName: string): Promise<string | undefined> => {
  const {
    Layers = [],
    PackageType,
    Environment,
  } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  // In an image the extension is one more file, and a layer may have been published anew under any name.
  if (Layers.length === 0 && PackageType !== 'Image')
    return 'has no layer, so none with the FIS extension (aws-fis-extension-...)';
  const names = Object.keys(Environment?.Variables ?? {});
  const missing = ['AWS_FIS_CONFIGURATION_LOCATION', 'AWS_LAMBDA_EXEC_WRAPPER'].find(
    (name) => !names.includes(name),
  );
  return missing && `has no ${missing} in its environment`;
};
