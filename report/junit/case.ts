import { element, type Xml } from '../xml.ts';

/** How a test case ended. `error`: it could not be judged; `skipped` counts for nothing. */
export type Ending =
  | { readonly as: 'passed' }
  | { readonly as: 'failure' | 'error' | 'skipped'; readonly type: string; readonly message: string };

/** One test case. `said` is what there is to read about it. */
export type Case = {
  readonly name: string;
  readonly seconds?: number;
  readonly ending: Ending;
  readonly said?: readonly string[];
};

/** One suite of them. */
export type Suite = {
  readonly name: string;
  readonly timestampMs: number;
  readonly properties: Readonly<Record<string, string | number | undefined>>;
  readonly cases: readonly Case[];
};

/** It went as it should. */
export const passed: Ending = { as: 'passed' };

/** It did not. */
export const failure = (type: string, message: string): Ending => ({ as: 'failure', type, message });

/** Nobody knows. */
export const error = (type: string, message: string): Ending => ({ as: 'error', type, message });

/** It says nothing. */
export const skipped = (type: string, message: string): Ending => ({ as: 'skipped', type, message });

/** The numbers that stand at a suite. */
export const counted = (cases: readonly Case[]) => {
  const number = (as: Ending['as']) => cases.filter(({ ending }) => ending.as === as).length;
  const seconds = cases.reduce((sum, one) => sum + (one.seconds ?? 0), 0);
  return {
    ...{ tests: cases.length, failures: number('failure'), errors: number('error') },
    ...{ skipped: number('skipped'), time: seconds.toFixed(3) },
  };
};

/** A test case as XML. */
export const caseElement = (suite: string, { name, seconds = 0, ending, said = [] }: Case): Xml => {
  const attributes = { classname: suite, name, time: seconds.toFixed(3) };
  const body = said.join('\n');
  const out = said.length === 0 ? [] : [element('system-out', {}, body)];
  if (ending.as === 'passed') return element('testcase', attributes, ...out);
  const { as, type, message } = ending;
  if (as === 'skipped') return element('testcase', attributes, element(as, { message }), ...out);
  return element('testcase', attributes, element(as, { type, message }, body || message));
};
