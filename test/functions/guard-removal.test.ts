import { expect, test } from 'vitest';
import { type Answer, guardRemoval } from '../../functions/guard-removal/handler.ts';

const asks = (RequestType: string, PhysicalResourceId?: string) => ({
  RequestType,
  ResponseURL: 'https://cloudformation-custom-resource-response.example.com/signed',
  StackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/firedrill-dev/1',
  RequestId: 'request-1',
  LogicalResourceId: 'RemovalGuard',
  ResourceProperties: { ServiceToken: 'arn:aws:lambda:eu-central-1:111122223333:function:guard' },
  ...(PhysicalResourceId && { PhysicalResourceId }),
});

const answerTo = async (event: unknown, open: () => Promise<readonly string[]>): Promise<Answer> => {
  const answers: Answer[] = [];
  await guardRemoval({ open, put: async (_, answer) => void answers.push(answer) })(event);
  expect(answers).toHaveLength(1);
  return answers[0] as Answer;
};

const nothing = async () => [];
const aRun = async () => ['run-1'];
const unreadable = () => Promise.reject(new Error('AccessDeniedException: no'));
const created = async () => (await answerTo(asks('Create'), nothing)).PhysicalResourceId;

test('the stack may go when nothing is open', async () => {
  expect(await answerTo(asks('Delete', await created()), nothing)).toMatchObject({ Status: 'SUCCESS' });
});

test('the stack stays while a run is open, and the reason names the run', async () => {
  const { Status, Reason } = await answerTo(asks('Delete', await created()), aRun);
  expect(Status).toBe('FAILED');
  expect(Reason).toContain('run-1');
});

test('the stack stays when nobody can tell, and the reason says how to remove it all the same', async () => {
  const { Status, Reason } = await answerTo(asks('Delete', await created()), unreadable);
  expect(Status).toBe('FAILED');
  expect(Reason).toContain('AccessDeniedException');
  expect(Reason).toContain('--retain-resources RemovalGuard');
});

test.each(['Create', 'Update'])('%s is granted whatever is open: only a removal hurts', async (type) => {
  expect(await answerTo(asks(type, await created()), aRun)).toMatchObject({ Status: 'SUCCESS' });
});

test('no update replaces the guard: its id never changes', async () => {
  const before = await created();
  expect((await answerTo(asks('Update', before), nothing)).PhysicalResourceId).toBe(before);
});

test('a creation that failed is rolled back without being asked for runs', async () => {
  // CloudFormation makes up an id for what never answered.
  const answer = await answerTo(asks('Delete', 'firedrill-dev-RemovalGuard-1ABCDEFGHIJKL'), unreadable);
  expect(answer).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: 'firedrill-dev-RemovalGuard-1ABCDEFGHIJKL',
  });
});

test('every answer names the request it answers', async () => {
  expect(await answerTo(asks('Create'), nothing)).toMatchObject({
    StackId: 'arn:aws:cloudformation:eu-central-1:111122223333:stack/firedrill-dev/1',
    RequestId: 'request-1',
    LogicalResourceId: 'RemovalGuard',
  });
});

test.each([
  ['nothing is open', nothing, {}],
  ['a run is open', aRun, { no: expect.stringContaining('run-1') }],
  ['nobody can tell', unreadable, { no: expect.stringContaining('AccessDeniedException') }],
] as const)('whoever asks before the removal hears when %s', async (_, open, answer) => {
  const put = () => Promise.reject(new Error('there is no address to answer to'));
  expect(await guardRemoval({ open, put })({ ask: 'may-remove' })).toEqual(answer);
});
