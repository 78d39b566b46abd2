import { allowsOf, reads, type Statement } from './statements.ts';
import { referredIn, type Template } from './template.ts';
import { unnarrowed } from './unnarrowed.ts';

/** What a role may change that is not Firedrill's own: the targets. */
export const changesOf = (template: Template): readonly Statement[] =>
  allowsOf(template)
    .map((one) => ({
      ...one,
      actions: one.actions.filter((action) => !reads(action) && !(action in unnarrowed)),
    }))
    .filter((one) => one.actions.length > 0 && !isOurs(template, one));

// What the stack has made, what is named so, and what FIS has of this stage.
const isOurs = (template: Template, { resources, condition }: Statement): boolean =>
  resources.every(
    (one) =>
      referredIn(one).some((id) => id in template.Resources) || JSON.stringify(one).includes('firedrill-'),
  ) || /"aws:(Resource|Request)Tag\/firedrill:stage"/.test(JSON.stringify(condition ?? {}));
