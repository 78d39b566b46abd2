import { expect, test } from 'vitest';
import { at } from '../../scripts/package/template.ts';
import { packagedTemplate } from './packaged.ts';

const { Resources } = packagedTemplate();

test('no function is told a secret by its environment: what it is told are names', () => {
  const told = Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::Lambda::Function')
    .flatMap((one) => Object.entries(at(one, 'Properties', 'Environment', 'Variables') ?? {}));
  expect(told.length).toBeGreaterThan(0);
  const names = new Set(told.map(([name]) => name));
  expect([...names].filter((name) => /SECRET|TOKEN|PASSWORD|KEY|WEBHOOK/i.test(name))).toEqual([]);
  // A dynamic reference would be the secret itself by the time that the function is there.
  expect(JSON.stringify(told)).not.toMatch(/\{\{resolve:|xox[a-z]-|whsec_|hooks\.slack\.com/);
  expect(names).toContain('FIREDRILL_INTEGRATIONS');
});

test('nothing of the template is a secret that CloudFormation would resolve', () => {
  expect(JSON.stringify(Resources)).not.toMatch(/\{\{resolve:(ssm-secure|secretsmanager)/);
});
