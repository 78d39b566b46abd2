import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packagedTemplate } from './packaged.ts';

type Statement = {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
};

const policy = JSON.parse(
  readFileSync(new URL('../../docs/deployment-policy.json', import.meta.url), 'utf8'),
) as { readonly Statement: readonly Statement[] };

const listOf = (some: string | readonly string[]): readonly string[] =>
  typeof some === 'string' ? [some] : some;

/** The prefix of a service's actions, where it is not the name that CloudFormation has for it. */
const prefixes: Readonly<Record<string, string>> = {
  apigatewayv2: 'apigateway',
  cloudwatch: 'cloudwatch',
  custom: 'lambda',
  stepfunctions: 'states',
};

const serviceOf = (type: string): string => {
  const name = (type.startsWith('Custom::') ? 'custom' : (type.split('::')[1] ?? '')).toLowerCase();
  return prefixes[name] ?? name;
};

const services = [
  ...new Set(Object.values(packagedTemplate().Resources).map(({ Type }) => serviceOf(String(Type)))),
].sort();

test('the template has resources of many services', () => {
  expect(services.length).toBeGreaterThan(8);
});

test.each(services)('who deploys may make what is of %s', (service) => {
  const actions = policy.Statement.flatMap(({ Action }) => listOf(Action));
  expect(actions.some((action) => action.startsWith(`${service}:`))).toBe(true);
});

test('nobody who deploys may do everything, and roles and policies are made only under the stage’s own name', () => {
  const actions = policy.Statement.flatMap(({ Action }) => listOf(Action));
  expect(actions).not.toContain('*');
  expect(actions).not.toContain('iam:*');
  for (const { Action, Resource } of policy.Statement)
    if (listOf(Action).some((action) => action.startsWith('iam:')))
      expect(listOf(Resource).join()).toMatch(/^arn:aws:iam::ACCOUNT:(role|policy)\/firedrill-STAGE-\*$/);
});

test('where a role takes in policies, who deploys may attach those of the stage, and no other', () => {
  const attached = Object.values(packagedTemplate().Resources).filter(
    ({ Type, Properties }) => Type === 'AWS::IAM::ManagedPolicy' && 'Roles' in (Properties as object),
  );
  const statement = policy.Statement.find(({ Action }) => listOf(Action).includes('iam:AttachRolePolicy'));
  expect(attached.length).toBeGreaterThan(0);
  expect(statement).toMatchObject({
    Condition: { ArnLike: { 'iam:PolicyARN': 'arn:aws:iam::ACCOUNT:policy/firedrill-STAGE-*' } },
  });
});
