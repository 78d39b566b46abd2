import { eachFault, found } from '../found.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

// Words that nobody puts into a tag which means something else.
const SPEAKS_OF_CONSENT = /consent|chaos|fire-?drill|experiment|\bfis\b|fault|resilien/i;

const sameTag: Rule = {
  id: 'consent-by-selection',
  severity: 'warning',
  summary: 'a consent tag that everything which is selected has anyway',
  why: 'Consent is a second yes, given by whoever owns the resource. A tag that also selects it makes every match agree by itself, and one wrong tag is enough.',
  link: page.planning,
  check: eachFault(({ fault: { targets }, path }, { limits: { consentTag } }) => {
    const { tags = {} } = targets;
    const selects = Object.hasOwn(tags, consentTag.key) && tags[consentTag.key] === consentTag.value;
    const isAlone = Object.keys(tags).length === 1;
    return selects && (isAlone || !SPEAKS_OF_CONSENT.test(consentTag.key))
      ? [
          found(
            [...path, 'targets', 'tags', consentTag.key],
            'the tag that selects the targets is the one that gives their consent',
            'select by what they are (`tier: web`), and take consent from a tag of its own (`limits.consentTag`)',
            { on: 'key' },
          ),
        ]
      : [];
  }),
};

const missing: Rule = {
  id: 'consent-missing',
  severity: 'error',
  summary: 'targets without the consent tag',
  why: 'They are never touched: a run that chooses one of them is refused, and the role that injects is not allowed to either.',
  link: page.planning,
  needs: 'what there is to choose from',
  check: eachFault(({ fault: { name }, path }, { limits: { consentTag } }, { fleets }) => {
    const { key, value } = consentTag;
    const { seen = [] } = fleets?.get(name) ?? {};
    const without = seen.filter(({ tags }) => tags[key] !== value).map(({ label }) => label);
    const labels = `${without.slice(0, 3).join(', ')}${without.length > 3 ? ` and ${without.length - 3} more` : ''}`;
    return without.length === 0
      ? []
      : [
          found(
            [...path, 'targets'],
            `${labels} ${without.length === 1 ? 'has' : 'have'} no tag ${key}=${value}`,
            'have their owner tag what may be hurt, or select without them',
          ),
        ];
  }),
};

/** Rules about consent. */
export const consentRules: readonly Rule[] = [sameTag, missing];
