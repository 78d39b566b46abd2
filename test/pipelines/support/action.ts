import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A step of a composite action. */
export type Step = {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
};

/** What action.yml says. */
export type Action = {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly default?: string; readonly required?: boolean }>
  >;
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
};

/** Where the action is checked out. */
export const actionPath = new URL('../../../', import.meta.url).pathname;

/** The action as GitHub reads it. */
export const action: Action = parse(readFileSync(`${actionPath}action.yml`, 'utf8'));

/** A step by its name. */
export const stepNamed = (name: string): Step => {
  const step = action.runs.steps.find((one) => one.name === name);
  if (step === undefined) throw new Error(`action.yml has no step ${name}`);
  return step;
};
