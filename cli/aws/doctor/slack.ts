import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SSMClient } from '@aws-sdk/client-ssm';
import { secretsByScheme } from '../../../adapters/secrets/by-scheme.ts';
import { parameterSecrets } from '../../../adapters/secrets/parameter-secrets.ts';
import { managedSecrets } from '../../../adapters/secrets/secrets-manager.ts';
import { slackApi } from '../../../adapters/slack/web-api.ts';
import { WrongAsAsked } from '../../../core/errors.ts';
import { bad, ok } from '../../finding.ts';
import { type Check, looking } from './asked.ts';

const check = 'Slack token';

/** Whether the bot token is one; nothing is said where the stack has none. */
export const slack: Check = async ({ deployed, settings }) => {
  const reference = deployed?.outputs.SlackToken;
  if (reference === undefined) return [];
  const ssm = new SSMClient(settings);
  const manager = new SecretsManagerClient(settings);
  const secrets = secretsByScheme({ ssm: parameterSecrets(ssm), secretsmanager: managedSecrets(manager) });
  return looking(check, async () => {
    try {
      const token = await secrets.read(reference);
      return await tokenFinding(token, reference);
    } finally {
      ssm.destroy();
      manager.destroy();
    }
  });
};

/** What Slack says of a token. Slack that does not answer is nobody who could look. */
export const tokenFinding = async (token: string, reference: string, address?: string) => {
  const clock = { now: Date.now, sleep: async () => undefined };
  const api = slackApi({ token: async () => token, clock, patienceMs: 0, ...(address && { address }) });
  const [asked] = await Promise.allSettled([api.whoAmI()]);
  if (asked.status === 'fulfilled')
    return ok(check, `${asked.value.bot} in ${asked.value.team} (${asked.value.teamId})`);
  if (!(asked.reason instanceof WrongAsAsked)) throw asked.reason;
  return bad(check, asked.reason.message, `put a bot token (xoxb-…) into ${reference}`);
};
