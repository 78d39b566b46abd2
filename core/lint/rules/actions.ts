import { catalogued, retiredAction } from '../../catalogue/catalogue.ts';
import { KNOWN_ACTIONS } from '../../documents/known-actions.ts';
import { quote } from '../../documents/quote.ts';
import { eachFault, found } from '../found.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

const unknownAction: Rule = {
  id: 'unknown-action',
  severity: 'warning',
  summary: 'an action that neither FIS nor Firedrill is known to have',
  why: 'AWS adds actions faster than any list, so this may be right; but nothing else can be checked then, and no driver makes a fault that nobody can verify.',
  link: page.actions,
  check: eachFault(({ fault: { action }, path }) =>
    catalogued(action) || KNOWN_ACTIONS.has(action) || retiredAction(action)
      ? []
      : [
          found(
            [...path, 'action'],
            `the action ${quote(action)} is not in the catalogue`,
            'check its spelling, or that your Firedrill is current',
          ),
        ],
  ),
};

const retired: Rule = {
  id: 'retired-action',
  severity: 'warning',
  summary: 'an action that FIS does not list any more',
  why: 'Older public templates still use it, and FIS refuses the template, or will.',
  link: page.history,
  check: eachFault(({ fault: { action }, path }) => {
    const old = retiredAction(action);
    return old
      ? [
          found(
            [...path, 'action'],
            `${action}: ${old.why}`,
            old.use ? `use \`${old.use}\`` : 'choose another action',
          ),
        ]
      : [];
  }),
};

// What stands in the place of an action that breaks nothing.
const instead: Readonly<Record<string, string>> = {
  'aws:fis:wait': 'leave it out, and give the next fault a `startAfter`',
  'aws:cloudwatch:assert-alarm-state': 'write a probe of type `alarm` instead: it is looked at all the time',
};

const notAFault: Rule = {
  id: 'not-a-fault',
  severity: 'error',
  summary: 'an action that breaks nothing',
  why: 'A run proves that each of its faults was present. One that only waits or looks can never be.',
  link: page.actionList,
  check: eachFault(({ fault: { action }, path }) => {
    const fix = Object.hasOwn(instead, action) ? instead[action] : undefined;
    return fix === undefined ? [] : [found([...path, 'action'], `${action} breaks nothing`, fix)];
  }),
};

const noDriver: Rule = {
  id: 'no-driver',
  severity: 'error',
  summary: 'an action that nothing makes where the experiment would run',
  why: 'What nobody can verify is not injected: each action has a driver that looks at the service which it hits. The lab has fewer than an account.',
  link: page.actions,
  needs: 'which drivers there are',
  check: eachFault(({ fault: { action, name }, path }, _, { unmade }) =>
    unmade?.has(name)
      ? [
          found(
            [...path, 'action'],
            `no driver there makes ${action}`,
            'choose another action, or run it elsewhere',
          ),
        ]
      : [],
  ),
};

/** Rules about which action it is. */
export const actionRules: readonly Rule[] = [unknownAction, retired, notAFault, noDriver];
