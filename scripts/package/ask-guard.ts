import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/**
 * Asks the guard before anything is removed. CloudFormation asks it as well, but only after the framework has emptied the
 * deployment bucket, and a stack whose deletion was refused can then be nothing but deleted. Throws when it says no.
 */
export const askGuard = async (lambda: Pick<LambdaClient, 'send'>, stage: string): Promise<void> => {
  const question = new InvokeCommand({
    FunctionName: `firedrill-${stage}-guard-removal`,
    Payload: JSON.stringify({ ask: 'may-remove' }),
  });
  const { FunctionError, Payload } = await lambda.send(question).catch(unlessMissing);
  const said = Payload?.transformToString() ?? '{}';
  if (FunctionError) throw new Error(`Nothing is removed, because the guard failed: ${said}`);
  const { no }: { readonly no?: string } = JSON.parse(said) ?? {};
  if (no !== undefined) throw new Error(`Nothing is removed. ${no}`);
};

// Half a stack, or none: CloudFormation will know.
const unlessMissing = (failure: unknown): { FunctionError?: undefined; Payload?: undefined } => {
  if (failure instanceof Error && failure.name === 'ResourceNotFoundException') return {};
  throw failure;
};
