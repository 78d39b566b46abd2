import { GetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { calling } from '../../../adapters/aws/calling.ts';
import { ok, warn } from '../../finding.ts';
import { type Check, looking, notDescribed } from './asked.ts';

/** Whether anybody hears when a person is needed. */
export const notices: Check = async ({ deployed, settings }) => {
  const TopicArn = deployed?.outputs.NoticesTopic;
  if (TopicArn === undefined) return [notDescribed('notices', 'the topic of the notices')];
  const client = new SNSClient(settings);
  return looking('notices', async () => {
    const { Attributes = {} } = await calling(`look at the topic ${TopicArn}`, () =>
      client.send(new GetTopicAttributesCommand({ TopicArn })),
    ).finally(() => client.destroy());
    const [confirmed, pending] = [Attributes.SubscriptionsConfirmed, Attributes.SubscriptionsPending].map(
      Number,
    );
    return confirmed
      ? ok('notices', `${confirmed} subscribed to ${TopicArn}`)
      : warn(
          'notices',
          `nobody is told when a person is needed (${pending || 0} not yet confirmed)`,
          `subscribe to ${TopicArn}, or deploy with --param notifyEmail=<address>`,
        );
  });
};
