import { isObject } from '../../../../lab/engine/json.ts';
import type { Recording } from './recording.ts';

// The recorder put these in the place of what changes from run to run, whole texts or parts of one.
const PLACEHOLDER = /<[A-Za-z_-]+:\d+>|<[A-Za-z]+Part_\d+idx>/;
const PARALLEL = ['ParallelStateSucceeded'];

/** Whether an answer is what was recorded: placeholders stand for anything, JSON inside text is compared as JSON. */
export const agrees = (answer: unknown, recorded: unknown, wildcards: readonly string[]): boolean => {
  const expected = parsed(recorded);
  if (typeof expected === 'string') return agreesAsText(answer, expected, wildcards);
  const actual = parsed(answer);
  if (Array.isArray(expected)) {
    return (
      Array.isArray(actual) &&
      actual.length === expected.length &&
      expected.every((item, index) => agrees(actual[index], item, wildcards))
    );
  }
  if (!isObject(expected)) return actual === expected;
  if (!isObject(actual)) return false;
  const keys = new Set([...Object.keys(actual), ...Object.keys(expected)]);
  return [...keys].every((key) => agrees(actual[key], expected[key], wildcards));
};

const agreesAsText = (answer: unknown, expected: string, wildcards: readonly string[]): boolean => {
  if (ANYTHING.includes(expected) || wildcards.includes(expected)) return answer !== undefined;
  if (!PLACEHOLDER.test(expected)) return answer === expected;
  if (expected.replace(PLACEHOLDER, '') === '') return answer !== undefined;
  const fixed = expected.split(PLACEHOLDER).map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return typeof answer === 'string' && new RegExp(`^${fixed.join('.+')}$`, 's').test(answer);
};

// Times, and names of headers that the recorder wrote in the place of their values.
const ANYTHING = ['date', 'timestamp', 'x-amzn-RequestId', 'X-Amzn-Trace-Id', 'RequestId'];

const parsed = (value: unknown): unknown => {
  if (typeof value !== 'string' || !/^[{[]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

/** The event types in the form in which they are comparable with the recorded ones. */
export const comparable = (types: readonly string[], { expected }: Recording): readonly string[] => {
  const recorded = expected.historyTypes ?? [];
  const isParallel = recorded.some((type) => type.startsWith('ParallelState'));
  // The source lost some events of Parallel states: neither side counts them.
  const counted = isParallel ? types.filter((type) => !PARALLEL.includes(type)) : types;
  return expected.historyOrderNormalised === true || isParallel ? [...counted].sort() : counted;
};
