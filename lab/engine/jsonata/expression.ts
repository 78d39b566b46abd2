import jsonata from 'jsonata';
import { QUERY_FAILED, StateFailed } from '../failure.ts';
import { contextOf, record, whileIn } from '../flow.ts';
import { jsonType, toText } from '../json.ts';
import type { Variables, Visit } from '../machine.ts';
import { addFunctions, type Sources } from './functions.ts';
import { toPlain, UNSUPPORTED } from './plain.ts';

/** What an expression sees: the visit it belongs to and the variables, `$states` among them. */
export type Evaluation = { readonly visit: Visit; readonly bindings: Variables };

/** A value that may depend on the state of the execution. */
export type Template = (evaluation: Evaluation) => Promise<unknown>;

/** The parts of `$states` that exist only at times. */
export type Moment = { readonly result?: unknown; readonly errorOutput?: unknown };

/** What expressions see at a moment of a visit. */
export const evaluationOf = (visit: Visit, moment: Moment = {}, item = visit.flow.item): Evaluation => ({
  visit,
  bindings: {
    ...visit.flow.variables,
    states: { input: visit.input, context: contextOf(visit, item), ...moment },
  },
});

// A wall against expressions that never end; AWS has such walls too and fails the state.
const GUARDRAILS = { timeout: 5_000, stack: 500 };

/** The expression inside `{% %}`, or undefined for any other text. */
export const expressionIn = (text: string): string | undefined =>
  text.startsWith('{%') && text.endsWith('%}') && text.length >= 4 ? text.slice(2, -2).trim() : undefined;

/** Compile an expression once; throws what the parser says. */
export const compileExpression = (text: string, field: string, sources: Sources): Template => {
  const expression = jsonata(text, GUARDRAILS);
  addFunctions(expression, sources);
  const about = `The JSONata expression '${text}' specified for the field '${field}'`;
  return async ({ visit, bindings }) => {
    let raw: unknown;
    try {
      raw = await expression.evaluate(undefined, bindings);
    } catch (error) {
      throw evaluationFailure(visit, field, `${about} threw an error during evaluation${tailOf(error)}`);
    }
    if (raw === undefined) throw evaluationFailure(visit, field, `${about} returned nothing (undefined).`);
    const value = toPlain(raw);
    if (value !== UNSUPPORTED) return value;
    throw evaluationFailure(visit, field, `${about} returned an unsupported result type.`);
  };
};

/** Write that an evaluation failed, and the failure to throw for it. */
export const evaluationFailure = (visit: Visit, location: string, text: string): StateFailed => {
  const cause = whileIn(visit, text);
  record(visit.flow, 'EvaluationFailed', { state: visit.state.name, error: QUERY_FAILED, cause, location });
  return new StateFailed(QUERY_FAILED, cause);
};

/** The failure of an expression that gave a value its field cannot take. */
export const wrongType = (
  visit: Visit,
  text: string,
  field: string,
  expected: string,
  value: unknown,
): StateFailed =>
  evaluationFailure(
    visit,
    field,
    `The JSONata expression '${text}' specified for the field '${field}' returned an unexpected result type. Expected '${expected}', but was '${jsonType(value)}' for value: ${toText(value)}`,
  );

const STACK =
  ': Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.';
const TIME = ': Expression evaluation timeout: Check for infinite loop';

// AWS ends the sentence with ". <code>: <message>", or with ": <message>" where there is no code.
const tailOf = (error: unknown): string => {
  if (error instanceof RangeError) return STACK;
  if (typeof error !== 'object' || error === null) return `: ${String(error)}`;
  const message = 'message' in error ? String(error.message) : '';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === 'D1011') return STACK;
  if (code === 'D1012') return TIME;
  return code === undefined ? `: ${message}` : `. ${code}: ${message}`;
};
