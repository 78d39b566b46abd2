import { changesOf } from '../changes.ts';
import { never } from '../never.ts';
import { type Statement, statementsOf } from '../statements.ts';
import { at, type Rule, type Template } from '../template.ts';
import { withoutConsent } from '../without-consent.ts';

const consented = (template: Template, { condition }: Statement): boolean =>
  at(condition, 'StringEquals', `aws:ResourceTag/${at(template.Parameters, 'ConsentTag', 'Default')}`) !==
  undefined;

/** What is changed outside Firedrill carries the consent tag, or AWS has no way to ask for it. */
export const consentAsked: Rule = (template) =>
  changesOf(template)
    .filter((statement) => !consented(template, statement))
    .flatMap(({ role, actions }) =>
      actions
        .filter((action) => !(action in withoutConsent))
        .map((action) => `${role} is allowed ${action} without the target's consent`),
    );

/** A reason for doing without consent that nobody needs any more is no reason. */
export const consentReasonsNeeded: Rule = (template) => {
  const used = new Set(
    changesOf(template)
      .filter((statement) => !consented(template, statement))
      .flatMap(({ actions }) => actions),
  );
  return Object.keys(withoutConsent)
    .filter((action) => !used.has(action))
    .map(
      (action) => `${action} is in scripts/package/without-consent.ts, and no role has it without consent`,
    );
};

/** Who changes targets is denied the same on Firedrill itself, by tag and by name. */
export const selfSpared: Rule = (template) =>
  changesOf(template).flatMap(({ role, actions }) => {
    const denials = statementsOf(template).filter((one) => one.role === role && one.effect === 'Deny');
    const byTag = denials.filter(({ condition }) =>
      JSON.stringify(condition ?? {}).includes('"aws:ResourceTag/firedrill:stack"'),
    );
    const byName = denials.filter(({ resources }) => JSON.stringify(resources).includes(':firedrill-'));
    return actions.flatMap((action) => [
      ...(denied(byTag, action) || action in withoutConsent
        ? []
        : [`${role} may ${action} what is tagged as Firedrill's`]),
      ...(denied(byName, action) || !namesOwn(action)
        ? []
        : [`${role} may ${action} what is named as Firedrill's`]),
    ]);
  });

const denied = (denials: readonly Statement[], action: string): boolean =>
  denials.some(({ actions }) => actions.includes(action));

// Firedrill has functions, rules, schedules, parameters and state machines; no instances, databases or networks.
const namesOwn = (action: string): boolean =>
  /^(lambda|events|scheduler|states|ssm|dynamodb|s3|sqs|sns):/.test(action);

/** Who changes targets gives itself no powers, and consents for nobody. */
export const powersFenced: Rule = (template) =>
  [...new Set(changesOf(template).map(({ role }) => role))].flatMap((role) => {
    const denials = statementsOf(template).filter((one) => one.role === role && one.effect === 'Deny');
    const flat = denials.filter(({ condition }) => condition === undefined).flatMap(({ actions }) => actions);
    const tagging = denials.some(
      ({ actions, condition }) =>
        actions.includes('*') &&
        JSON.stringify(condition ?? {}).includes('"aws:TagKeys":{"Ref":"ConsentTag"}'),
    );
    return [
      ...never.filter((action) => !flat.includes(action)).map((action) => `${role} is not denied ${action}`),
      ...(tagging ? [] : [`${role} might consent for others: it may set the consent tag`]),
    ];
  });
