/** What arrived in a queue, as JSON: an event of EventBridge has its `detail`. */
export type Received = { readonly detail?: unknown };

type SqsAnswer = {
  readonly QueueUrl?: string;
  readonly Attributes?: { readonly QueueArn?: string };
  readonly Messages?: readonly { readonly Body: string }[];
};

/** Makes a queue. By hand: there is no client of SQS here, because nothing of ours reads a queue. */
export const sqs = async (
  emulator: string,
  name: string,
): Promise<{ readonly url: string; readonly arn: string }> => {
  const { QueueUrl: url = '' } = await call(emulator, 'CreateQueue', { QueueName: name });
  const asked = { QueueUrl: url, AttributeNames: ['QueueArn'] };
  const { Attributes } = await call(emulator, 'GetQueueAttributes', asked);
  return { url, arn: Attributes?.QueueArn ?? '' };
};

/** Takes what is there; waits for a moment when there is nothing yet. */
export const receivedFrom = async (emulator: string, QueueUrl: string): Promise<readonly Received[]> => {
  const { Messages = [] } = await call(emulator, 'ReceiveMessage', { QueueUrl, WaitTimeSeconds: 1 });
  return Messages.map(({ Body }) => JSON.parse(Body));
};

const call = async (emulator: string, operation: string, body: object): Promise<SqsAnswer> => {
  const answer = await fetch(emulator, {
    method: 'POST',
    headers: {
      'x-amz-target': `AmazonSQS.${operation}`,
      'content-type': 'application/x-amz-json-1.0',
      // Only the Region and the service of it are looked at.
      authorization:
        'AWS4-HMAC-SHA256 Credential=testing/20261123/eu-central-1/sqs/aws4_request, SignedHeaders=host, Signature=x',
    },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as SqsAnswer;
};
