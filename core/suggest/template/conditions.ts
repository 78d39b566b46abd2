import { isMap, listOf } from '../../documents/raw.ts';
import type { Context } from './context.ts';
import { knownText } from './values.ts';

/** What an expression is, as far as that is known. */
export type Resolve = (value: unknown) => unknown;

/** Whether a named condition is met; undefined where the template alone does not say. */
export const isMet = (name: string, context: Context, resolve: Resolve): boolean | undefined => {
  const { conditions, decided } = context;
  if (!decided.has(name)) {
    decided.set(name, undefined);
    if (Object.hasOwn(conditions, name)) decided.set(name, decide(conditions[name], context, resolve));
  }
  return decided.get(name);
};

const decide = (expression: unknown, context: Context, resolve: Resolve): boolean | undefined => {
  if (!isMap(expression)) return undefined;
  const [[word, operand] = ['', undefined]] = Object.entries(expression);
  const each = () => listOf(operand).map((one) => decide(one, context, resolve));
  if (word === 'Condition') return isMet(knownText(operand) ?? '', context, resolve);
  if (word === 'Fn::Not') return not(each()[0]);
  if (word === 'Fn::And') return all(each());
  if (word === 'Fn::Or') return not(all(each().map(not)));
  return word === 'Fn::Equals' ? equals(listOf(operand).map(resolve)) : undefined;
};

const not = (truth: boolean | undefined): boolean | undefined => (truth === undefined ? undefined : !truth);

const all = (truths: readonly (boolean | undefined)[]): boolean | undefined => {
  if (truths.includes(false)) return false;
  return truths.includes(undefined) ? undefined : true;
};

const equals = ([left, right]: readonly unknown[]): boolean | undefined => {
  const [one, other] = [knownText(left), knownText(right)];
  return one === undefined || other === undefined ? undefined : one === other;
};
