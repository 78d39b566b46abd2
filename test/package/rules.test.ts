import { describe, expect, test } from 'vitest';
import { brokenRules, rules } from '../../scripts/package/rules.ts';
import { mutations } from './mutations.ts';
import { packagedTemplate } from './packaged.ts';
import { spoilt } from './spoil.ts';

const template = packagedTemplate();

test.each(Object.entries(rules))('the packaged template keeps the rule %s', (_, rule) => {
  expect(rule(template)).toEqual([]);
});

describe('a template in which', () => {
  test.each(mutations)('$what: refused by $rule', ({ rule, spoiling, and }) => {
    const changed = [spoiling, ...(and ? [and] : [])].reduce(spoilt, template);
    expect(changed).not.toEqual(template);
    expect(rules[rule]?.(changed)).not.toEqual([]);
    expect(brokenRules(changed).join()).toContain(`${rule}: `);
  });
});

test.each(Object.keys(rules))('the rule %s has been seen to refuse something', (rule) => {
  expect(mutations.map((mutation) => mutation.rule)).toContain(rule);
});
