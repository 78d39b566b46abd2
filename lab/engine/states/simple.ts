import { allowOnly, type Part, partsOf, requiredText, textField } from '../definition/context.ts';
import { compileLeaving, nextOf } from '../definition/transition.ts';
import { StateFailed } from '../failure.ts';
import { runtimeFailure } from '../flow.ts';
import { evaluationOf } from '../jsonata/expression.ts';
import { computedBoolean, computedText } from '../jsonata/template.ts';
import type { State } from '../machine.ts';

/** Compiles the behaviour of a type of state. */
export type CompileState = (part: Part) => State['execute'];

/** Pass: the input, or what Output makes of it. */
export const compilePass: CompileState = (part) => {
  const leave = compileLeaving(part, nextOf(part));
  return (visit) => leave(visit, {}, visit.input);
};

/** Succeed: ends its branch well. */
export const compileSucceed: CompileState = (part) => {
  const leave = compileLeaving(part, undefined);
  return (visit) => leave(visit, {}, visit.input);
};

/** Fail: ends its branch with an error of its own. */
export const compileFail: CompileState = (part) => {
  const error = computedText(part, 'Error');
  const cause = computedText(part, 'Cause');
  return async (visit) => {
    const evaluation = evaluationOf(visit);
    throw new StateFailed(await error?.(evaluation), await cause?.(evaluation));
  };
};

/** Choice: the first rule whose condition holds, else Default. */
export const compileChoice: CompileState = (part) => {
  const rules = partsOf(part, 'Choices').map((rule, index) => {
    const prefix = `Choices[${index}]/`;
    allowOnly(rule, ['Condition', 'Next', 'Assign', 'Output', 'Comment'], 'a choice rule');
    if (rule.fields.Condition === undefined)
      part.context.report(rule.pointer, "Field 'Condition' is missing");
    const condition = computedBoolean(rule, 'Condition', prefix);
    return { condition, leave: compileLeaving(rule, requiredText(rule, 'Next'), prefix) };
  });
  if (rules.length === 0) part.context.report(part.pointer, 'A Choice needs at least one rule');
  const otherwise = textField(part, 'Default');
  const leave = compileLeaving(part, otherwise);
  return async (visit) => {
    const evaluation = evaluationOf(visit);
    for (const rule of rules) {
      if (await rule.condition?.(evaluation)) return rule.leave(visit, {}, visit.input);
    }
    if (otherwise !== undefined) return leave(visit, {}, visit.input);
    // AWS documents States.NoChoiceMatched, yet fails a JSONata Choice with this.
    throw runtimeFailure(
      visit,
      'Failed to transition out of the state. The state does not point to a next state.',
    );
  };
};
