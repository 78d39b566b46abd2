import * as z from 'zod';
import { exitCode, Stop } from '../exit.ts';

const id = (letter: string, what: string) =>
  z
    .string()
    .regex(new RegExp(`^${letter}[A-Z0-9]+$`), `is not the id of ${what}: those begin with ${letter}`)
    .optional();
const reference = z.string().regex(/^[a-z]+:\S+$/, 'is a reference to a secret, as in env:SLACK_TOKEN');

const Environment = z.object({
  FIREDRILL_SLACK_TOKEN: reference,
  FIREDRILL_SLACK_SIGNING_SECRET: z.string().optional(),
  FIREDRILL_SLACK_CHANNEL: z.string().default(''),
  FIREDRILL_SLACK_OPERATORS: id('S', 'a user group'),
  FIREDRILL_SLACK_ADMINS: id('S', 'a user group'),
  FIREDRILL_SLACK_TEAM: id('T', 'a workspace'),
  FIREDRILL_SLACK_APP: id('A', 'an app'),
  /** Another address than Slack's own. */
  FIREDRILL_SLACK_API: z.url().optional(),
});

/** What the lab is told of Slack by its environment: references to secrets, and no secrets. */
export type LabSlackSettings = z.output<typeof Environment>;

/** Reads it; undefined where Slack is off. */
export const labSlackSettings = (
  environment: Readonly<Record<string, string | undefined>>,
): LabSlackSettings | undefined => {
  if (!environment.FIREDRILL_SLACK_TOKEN) return undefined;
  const given = Object.entries(environment).filter(([, value]) => value !== '');
  const { success, data, error } = Environment.safeParse(Object.fromEntries(given));
  if (success) return data;
  throw new Stop(
    exitCode.usage,
    `What the environment says of Slack is not right: ${z.prettifyError(error)}`,
  );
};
