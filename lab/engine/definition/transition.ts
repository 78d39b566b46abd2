import { evaluationOf, type Moment } from '../jsonata/expression.ts';
import { compileTemplate, templateField } from '../jsonata/template.ts';
import type { Outcome, Variables, Visit } from '../machine.ts';
import { complain, type Part, textField } from './context.ts';
import { assignPart } from './variables.ts';

/** The state to go to, or undefined for the end; complains unless exactly one of Next and End is given. */
export const nextOf = (part: Part): string | undefined => {
  const { Next, End } = part.fields;
  if (End !== undefined && End !== true) complain(part, 'End', "Field 'End' must be true");
  if ((Next === undefined) === (End === undefined)) {
    part.context.report(part.pointer, "A state needs exactly one of 'Next' and 'End'");
  }
  return textField(part, 'Next');
};

/** How a state, a rule or a catcher leaves: from the moment's values to the outcome. */
export type Leaving = (visit: Visit, moment: Moment, result: unknown) => Promise<Outcome>;

/** Compile Assign and Output: both see the variables as they were on entry, and Output falls back to the result. */
export const compileLeaving = (part: Part, next: string | undefined, prefix = ''): Leaving => {
  const assign = compileAssign(part, prefix);
  const output = templateField(part, 'Output', prefix);
  if (assign === undefined && output === undefined)
    return async (_visit, _moment, result) => ({ output: result, next });
  return async (visit, moment, result) => {
    const evaluation = evaluationOf(visit, moment);
    const assigned = (await assign?.(evaluation)) as Variables | undefined;
    const value = output === undefined ? result : await output(evaluation);
    return { output: value, next, ...(assigned === undefined ? {} : { assigned }) };
  };
};

const compileAssign = (part: Part, prefix: string) => {
  const assign = assignPart(part);
  if (assign === undefined) return undefined;
  return compileTemplate(assign.fields, { ...assign, field: `${prefix}Assign` });
};
