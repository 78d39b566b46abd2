import { expect, test } from 'vitest';
import { may, roles } from '../../core/access.ts';
import { operations } from '../../functions/api/operations.ts';
import { at, listOf, ofType } from '../../scripts/package/template.ts';
import { packagedTemplate } from './packaged.ts';

const template = packagedTemplate();
const ways = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
// Of an API of its own, which is there only where Slack is.
const slackWays = ['POST /v1/slack/commands', 'POST /v1/slack/interactions'];

test('every operation has its route, and there is no other but those of Slack', () => {
  const routes = ofType(template, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) =>
    String(at(Properties, 'RouteKey')),
  );

  expect(routes.toSorted()).toEqual([...ways, ...slackWays].toSorted());
});

test.each(roles)('the policy of a %s lets in where a %s may go, and nowhere else', (role) => {
  const id = `Api${role.charAt(0).toUpperCase()}${role.slice(1)}Policy`;
  const statements = listOf(at(template.Resources[id], 'Properties', 'PolicyDocument', 'Statement'));
  const patterns = statements
    .flatMap((statement) => listOf(at(statement, 'Resource')))
    .map((resource) => String(at(resource, 'Fn::Sub')).split('/$default/')[1] ?? '')
    .map((path) => new RegExp(`^${path.replaceAll('*', '.*')}$`));

  const allowed = operations
    .filter(({ method, path }) => {
      const asked = `${method.toUpperCase()}${path.replaceAll(/\{\w+\}/g, 'x')}`;
      return patterns.some((pattern) => pattern.test(asked));
    })
    .map(({ id: name }) => name);

  expect(allowed).toEqual(operations.filter(({ deed }) => may(role, deed)).map(({ id: name }) => name));
});
