import { StateFailed } from '../failure.ts';
import { copyOf, isObject, toText } from '../json.ts';
import type { Visit } from '../machine.ts';
import type { World } from '../run.ts';

/** A function's error as its runtime reports it; for runtimes that word it unlike Node's. */
export class FunctionError extends Error {
  static {
    FunctionError.prototype.name = 'FunctionError';
  }
  readonly payload: { readonly errorType: string; readonly errorMessage: string };
  constructor(payload: FunctionError['payload']) {
    super(payload.errorMessage);
    this.payload = payload;
  }
}

/** Call a function; whatever it throws becomes the failure that Lambda would report. */
export const invokeFunction = async (
  visit: Visit,
  functionName: string,
  event: unknown,
): Promise<unknown> => {
  const { run } = visit.flow;
  try {
    // `null` is what a function sees when it is invoked with nothing: an empty event.
    const result = await run.world.invoke(functionName, copyOf(event ?? {}), {
      executionArn: run.arn,
      stateName: visit.state.name,
    });
    return copyOf(result === undefined ? null : result);
  } catch (error) {
    throw functionFailure(error);
  }
};

/** What the event is for a Payload: text goes out raw, so text that is JSON arrives parsed. */
export const eventOf = (payload: unknown): unknown => {
  if (typeof payload !== 'string') return payload;
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
};

const functionFailure = (error: unknown): StateFailed => {
  if (error instanceof FunctionError)
    return new StateFailed(error.payload.errorType, JSON.stringify(error.payload));
  if (!(error instanceof Error))
    return new StateFailed(typeof error, nodeReport(typeof error, String(error), []));
  // The service's own errors are not the function's: their cause is a sentence.
  if (error.name.startsWith('Lambda.')) return new StateFailed(error.name, error.message);
  return new StateFailed(error.name, nodeReport(error.name, error.message, (error.stack ?? '').split('\n')));
};

const nodeReport = (errorType: string, errorMessage: string, trace: readonly string[]): string =>
  JSON.stringify({ errorType, errorMessage, trace });

/** The answer of `lambda:invoke`, with the headers that AWS hands through. */
export const invokeResponse = (world: World, payload: unknown) => {
  const requestId = world.id();
  const headers = {
    Connection: 'keep-alive',
    'Content-Length': String(contentLength(payload)),
    'Content-Type': 'application/json',
    Date: new Date(world.clock.now()).toUTCString(),
    'X-Amz-Executed-Version': '$LATEST',
    'x-amzn-Remapped-Content-Length': '0',
    'x-amzn-RequestId': requestId,
    'X-Amzn-Trace-Id': `root=${requestId};sampled=0`,
  };
  const allHeaders = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return {
    ExecutedVersion: '$LATEST',
    Payload: payload,
    SdkHttpMetadata: { AllHttpHeaders: allHeaders, HttpHeaders: headers, HttpStatusCode: 200 },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
  };
};

// Counted as the Python runtime writes JSON, with a space after each comma and colon: the executions
// recorded on AWS ran such functions, and nothing else depends on this number.
const contentLength = (payload: unknown): number => Buffer.byteLength(toText(payload)) + separators(payload);

const separators = (value: unknown): number => {
  const children = isObject(value) || Array.isArray(value) ? Object.values(value) : [];
  const own = Math.max(0, children.length - 1) + (isObject(value) ? children.length : 0);
  return children.reduce<number>((sum, child) => sum + separators(child), own);
};
