import { expect, test } from 'vitest';
import type { Asked } from '../../../../cli/aws/doctor/asked.ts';
import { permissions } from '../../../../cli/aws/doctor/permissions.ts';
import { type Answer, awsServer, type Asked as Request } from '../../support/signals-server.ts';

const account = '123456789012';
const user = `arn:aws:iam::${account}:user/ana`;
const machine = (kind: string) => `arn:aws:states:eu-central-1:${account}:stateMachine:firedrill-dev-${kind}`;

const lookAs = async (arn: string, answer: (request: Request) => Answer) => {
  const { settings, asked: requests } = await awsServer(answer);
  const asked: Asked = {
    ...{ settings, stage: 'dev', deployed: undefined, experiment: undefined },
    identity: { account, arn },
    stack: {
      ...{ stage: 'dev', table: 'runs', bucket: 'results' },
      machines: { experiment: machine('experiment'), gameday: machine('gameday') },
    },
  };
  return { found: await permissions(asked), requests };
};

/** What IAM answers: each asked action on each asked resource, judged by the test. */
const simulation =
  (decide: (action: string) => { readonly decision: string; readonly missing?: string }) =>
  ({ operation, body }: Request): Answer => {
    if (operation === 'GetRole')
      return xml('GetRole', `<Role><Arn>arn:aws:iam::${account}:role/ops/breaker</Arn></Role>`);
    const listed = (name: string) =>
      Object.entries(body).flatMap(([key, value]) => (key.startsWith(`${name}.member.`) ? [`${value}`] : []));
    const members = listed('ActionNames').flatMap((action) =>
      listed('ResourceArns').map((resource) => {
        const { decision, missing } = decide(action);
        const keys = missing ? `<member>${missing}</member>` : '';
        return `<member><EvalActionName>${action}</EvalActionName><EvalResourceName>${resource}</EvalResourceName><EvalDecision>${decision}</EvalDecision><MissingContextValues>${keys}</MissingContextValues></member>`;
      }),
    );
    return xml(operation, `<EvaluationResults>${members.join('')}</EvaluationResults>`);
  };

const xml = (operation: string, result: string): Answer => ({
  body: `<${operation}Response xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><${operation}Result>${result}</${operation}Result></${operation}Response>`,
});

test('who may do everything is told so once', async () => {
  const { found, requests } = await lookAs(
    user,
    simulation(() => ({ decision: 'allowed' })),
  );

  expect(found).toMatchObject([{ check: 'permissions', level: 'ok' }]);
  const [request] = requests;
  expect(request?.body).toMatchObject({ PolicySourceArn: user });
  expect(requests.map(({ body }) => body['ResourceArns.member.1'])).toContain(
    `arn:aws:dynamodb:eu-central-1:${account}:table/runs`,
  );
});

test('what is refused is named, with what it is for and to whom to allow it', async () => {
  const { found } = await lookAs(
    user,
    simulation((action) => ({
      decision: action === 'states:StartExecution' ? 'implicitDeny' : 'allowed',
    })),
  );

  expect(found).toMatchObject([
    { level: 'bad', found: expect.stringContaining(`states:StartExecution on ${machine('experiment')}`) },
    { level: 'bad', todo: `allow it to ${user}` },
  ]);
});

test('what depends on something that a simulation does not know is unknown, not ok', async () => {
  const { found } = await lookAs(
    user,
    simulation((action) =>
      action === 'dynamodb:Query'
        ? { decision: 'implicitDeny', missing: 'aws:SourceVpc' }
        : { decision: 'allowed' },
    ),
  );

  expect(found).toMatchObject([{ level: 'unknown', found: expect.stringContaining('aws:SourceVpc') }]);
});

test('a session is simulated as its role, whose path only IAM knows', async () => {
  const { found, requests } = await lookAs(
    `arn:aws:sts::${account}:assumed-role/breaker/ana`,
    simulation(() => ({ decision: 'allowed' })),
  );

  expect(found).toMatchObject([{ level: 'ok' }]);
  expect(requests.map(({ body }) => body.PolicySourceArn)).toContain(
    `arn:aws:iam::${account}:role/ops/breaker`,
  );
});

test('who may not simulate learns nothing', async () => {
  const { found } = await lookAs(user, () => ({
    status: 403,
    body: '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized to perform: iam:SimulatePrincipalPolicy</Message></Error></ErrorResponse>',
  }));

  expect(found).toMatchObject([
    { level: 'unknown', found: expect.stringContaining('iam:SimulatePrincipalPolicy') },
  ]);
  expect(found[0]?.todo).toContain('allow yourself');
});

test('the root user, and who has no policies of their own, are not simulated', async () => {
  const nobody = () => ({ status: 500 });
  const root = await lookAs(`arn:aws:iam::${account}:root`, nobody);
  const federated = await lookAs(`arn:aws:sts::${account}:federated-user/ana`, nobody);

  expect([root.found[0]?.level, federated.found[0]?.level]).toEqual(['warn', 'unknown']);
  expect([...root.requests, ...federated.requests]).toEqual([]);
});
