import { expect, test } from 'vitest';
import { at, type Json } from '../../scripts/package/template.ts';
import { packagedTemplate } from './packaged.ts';

const { Parameters, Resources } = packagedTemplate();

const takesOnlyReferences = (value: Json): boolean => {
  const allowed = at(Parameters?.[String(at(value, 'Ref'))], 'AllowedPattern');
  const pattern = new RegExp(`^${String(allowed)}$`);
  const tries = ['xoxb-1-abc', '8f742231b10e8888abcd99yyyzzz85a5', 'whsec_abc', 'ssm:', 'secretsmanager:'];
  return pattern.test('ssm:/firedrill/dev/one') && !tries.some((secret) => pattern.test(secret));
};

test('no function is told a secret by its environment: what it is told are names', () => {
  const told = Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::Lambda::Function')
    .flatMap((one) => Object.entries(at(one, 'Properties', 'Environment', 'Variables') ?? {}));
  expect(told.length).toBeGreaterThan(0);
  const names = new Set(told.map(([name]) => name));
  // Where a secret is, is told by a parameter that takes nothing else.
  for (const [name, value] of told)
    if (/SECRET|TOKEN|PASSWORD|KEY|WEBHOOK/i.test(name)) expect(takesOnlyReferences(value)).toBe(true);
  // A dynamic reference would be the secret itself by the time that the function is there.
  expect(JSON.stringify(told)).not.toMatch(/\{\{resolve:|xox[a-z]-|whsec_|hooks\.slack\.com/);
  expect(names).toContain('FIREDRILL_INTEGRATIONS');
});

test('nothing of the template is a secret that CloudFormation would resolve', () => {
  expect(JSON.stringify(Resources)).not.toMatch(/\{\{resolve:(ssm-secure|secretsmanager)/);
});
