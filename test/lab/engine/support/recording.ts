import { readFileSync } from 'node:fs';
import { FunctionError } from '../../../../lab/engine/tasks/lambda.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** An execution as it was recorded on AWS. */
export type Recording = {
  readonly id: string;
  readonly definition: unknown;
  readonly input: unknown;
  readonly lambdas?: Readonly<Record<string, { readonly behaviour: string }>>;
  readonly expected: {
    readonly status: string;
    readonly output?: unknown;
    readonly error?: string;
    readonly cause?: string;
    readonly historyTypes?: readonly string[];
    readonly historyOrderNormalised?: boolean;
  };
  readonly wildcards: readonly string[];
};

/** Read a file of recordings. */
export const readRecordings = (file: string | URL): readonly Recording[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));

/** Let a function behave as the recording says it did. */
export const behave = async (behaviour: string, event: unknown, clock: VirtualClock): Promise<unknown> => {
  const [kind, ...rest] = behaviour.split(':');
  const text = rest.join(':');
  if (kind === 'identity') return event;
  if (kind === 'constant') return JSON.parse(text);
  if (kind === 'large-string') return 'a'.repeat(Number(text));
  if (kind === 'sleep') {
    await new Promise<void>((resolve) => clock.at(clock.now() + 1_000 * Number(rest[0]), () => resolve()));
    return event;
  }
  if (kind === 'raise') throw pythonError(rest[0] ?? 'Exception', rest.slice(1).join(':'));
  throw new Error(`Unknown behaviour '${behaviour}'`);
};

// The recorded functions were written in Python, whose runtime reports errors in this shape.
const pythonError = (errorType: string, errorMessage: string): FunctionError => {
  const line = `  File "/var/task/handler.py", line 2, in handler\n    raise ${errorType}("${errorMessage}")\n`;
  const report = { errorMessage, errorType, requestId: 'a-request', stackTrace: [line] };
  return new FunctionError(report);
};
