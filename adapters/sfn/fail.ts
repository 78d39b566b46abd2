import { SendTaskFailureCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { Executions } from '../../core/ports.ts';
import { answering } from './answered.ts';

// https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskFailure.html
const longestError = 256;
const longestCause = 32_768;

/** Lets a state that waits fail, by SendTaskFailure. What is too long for Step Functions is cut. */
export const failTasks = (client: SFNClient): Pick<Executions, 'fail'> => ({
  fail: (taskToken, error, cause) =>
    answering(() =>
      client.send(
        new SendTaskFailureCommand({
          taskToken,
          error: cut(error, longestError),
          cause: cut(cause, longestCause),
        }),
      ),
    ),
});

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;
