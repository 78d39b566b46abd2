/** What a Task state calls. */
export type Resource =
  | { readonly kind: 'function'; readonly arn: string; readonly functionName: string }
  | {
      readonly kind: 'integration';
      readonly service: 'lambda' | 'states';
      readonly action: string;
      readonly token: boolean;
    };

const FUNCTION_ARN = /^arn:aws[a-z-]*:lambda:[^:]*:[^:]*:function:([A-Za-z0-9_-]+)(:[A-Za-z0-9$_-]+)?$/;
const FUNCTION_NAME = /^[A-Za-z0-9_-]{1,64}$/;
const INTEGRATION =
  /^arn:aws[a-z-]*:states:[^:]*:[^:]*:(lambda:invoke|states:startExecution)(\.waitForTaskToken)?$/;

/** Read a Resource; undefined for one this engine does not call. */
export const readResource = (resource: string): Resource | undefined => {
  const functionName = FUNCTION_ARN.exec(resource)?.[1] ?? FUNCTION_NAME.exec(resource)?.[0];
  if (functionName !== undefined) return { kind: 'function', arn: resource, functionName };
  const match = INTEGRATION.exec(resource);
  if (match === null) return undefined;
  const [service, action = ''] = (match[1] ?? '').split(':');
  const token = match[2] !== undefined;
  return { kind: 'integration', service: service === 'lambda' ? 'lambda' : 'states', action, token };
};

/** The name of a function, from a name, a partial ARN or an ARN, with or without a version. */
export const functionNameOf = (reference: string): string => {
  const parts = reference.split(':');
  const place = parts.indexOf('function');
  return (place < 0 ? parts[0] : parts[place + 1]) ?? reference;
};
