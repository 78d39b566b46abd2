import * as z from 'zod';
import { DocumentInvalid } from '../errors.ts';
import { parseChannel } from './channels.ts';

const reference = () =>
  z
    .string()
    .regex(/^(ssm|secretsmanager|env):\S+$/, 'is no reference to a secret: ssm:/name or secretsmanager:name')
    .describe(
      'Where the secret is: `ssm:/name` (a SecureString), `secretsmanager:name` or `secretsmanager:name#key`.',
    );

const pagerduty = z.strictObject({
  type: z.literal('pagerduty'),
  routingKey: reference(),
  region: z.enum(['us', 'eu']).default('us').describe('Where the PagerDuty account is.'),
});

const teams = z.strictObject({
  type: z.literal('teams'),
  url: reference().describe('The address of the workflow, which is a secret: whoever knows it may post.'),
});

const webhook = z.strictObject({
  type: z.literal('webhook'),
  url: reference().describe('The address, https, by reference, because many hold a token.'),
  secrets: z
    .array(reference())
    .min(1)
    .max(2)
    .describe('What it is signed with: one, or the old and the new one while they are being changed.'),
});

const channel = z.string().check(({ value, issues }) => {
  const parsed = parseChannel(value);
  if (!parsed.ok)
    issues.push({ code: 'custom', input: undefined, message: `${parsed.message}; ${parsed.fix}` });
});

/** Whom a deployment can tell, by name, and whom it always tells when a person is needed. */
export const integrationsSchema = z.strictObject({
  integrations: z
    .record(
      z.string().regex(/^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/, 'is no kebab-case name'),
      z.discriminatedUnion('type', [pagerduty, teams, webhook]),
    )
    .default({}),
  needsHuman: z
    .array(channel)
    .max(10)
    .default([])
    .describe('Channels that are told when a person is needed, whatever the document says.'),
});

/** What a deployment says of whom it can tell. */
export type Integrations = z.output<typeof integrationsSchema>;

/** One of them. */
export type Integration = Integrations['integrations'][string];

/** No integrations: only what needs none can be told. */
export const noIntegrations: Integrations = { integrations: {}, needsHuman: [] };

/** Reads what a deployment says, as JSON. What is wrong is said by its place and never repeated: it may be a secret. */
export const readIntegrations = (text: string, from: string): Integrations => {
  const { success, data, error } = integrationsSchema.safeParse(parsedJson(text, from));
  if (success) return data;
  const flaws = error.issues.map(({ path, message }) => `/${path.map(String).join('/')}: ${message}`);
  throw new DocumentInvalid(`${from} is not what integrations are written as: ${flaws.join('; ')}`);
};

const parsedJson = (text: string, from: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new DocumentInvalid(`${from} is no JSON`);
  }
};
