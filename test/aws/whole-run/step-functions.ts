import type { Engine } from '../../../lab/engine/api.ts';
import type { Answering, AwsAnswer } from './front.ts';

type Asked = Readonly<Record<string, string>>;

const json = (body: unknown, status = 200): AwsAnswer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
});

/** Step Functions' API before the engine that executes the deployed state machines. */
export const stepFunctions = (engine: () => Engine): Answering => {
  const operations: Readonly<Record<string, (asked: Asked) => unknown>> = {
    StartExecution: ({ stateMachineArn = '', name = '', input = '{}' }) => {
      const stateMachine = stateMachineArn.endsWith('-gameday') ? 'gameday' : 'experiment';
      const { executionArn, startDate } = engine().startExecution({
        ...{ stateMachine, name, input: JSON.parse(input) },
      });
      return { executionArn, startDate: startDate.getTime() / 1_000 };
    },
    DescribeExecution: ({ executionArn = '' }) => {
      const { status, name } = engine().describeExecution(nameIn(executionArn));
      return { executionArn, name, status, stateMachineArn: 'arn:aws:states:::', startDate: 0 };
    },
    SendTaskSuccess: ({ taskToken = '', output = '{}' }) => {
      engine().sendTaskSuccess(taskToken, JSON.parse(output));
      return {};
    },
    SendTaskFailure: ({ taskToken = '', error = '', cause = '' }) => {
      engine().sendTaskFailure(taskToken, { error, cause });
      return {};
    },
  };
  return async ({ target, body }) => {
    const operation = operations[target.slice(target.indexOf('.') + 1)];
    if (operation === undefined) return json({ __type: 'UnknownOperationException', message: target }, 400);
    try {
      return json(operation(JSON.parse(body.toString())));
    } catch (failure) {
      const { name, message } = failure as Error;
      return json({ __type: name, message }, 400);
    }
  };
};

const nameIn = (executionArn: string): string => executionArn.slice(executionArn.lastIndexOf(':') + 1);
