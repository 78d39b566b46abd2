import * as z from 'zod';

/** Whoever pressed a button or wrote a command. */
export type SlackUser = { readonly id: string; readonly name: string };

/** What somebody asks for from Slack, once it is known to come from there. It is plain data: another function does it. */
export type SlackAsked = {
  readonly user: SlackUser;
  /** Where the answer goes. */
  readonly answerTo: string;
  /** Names this press or this command among all others. */
  readonly trigger: string;
} & (
  | { readonly kind: 'command'; readonly text: string }
  | {
      readonly kind: 'button';
      readonly action: string;
      /** An id that says what it is about; whatever counts is looked up. */
      readonly value: string;
      readonly place: { readonly channel: string; readonly ts: string };
    }
);

/** Whom a request comes from, beside what it asks for. */
export type SlackCall = { readonly team: string; readonly app: string; readonly asked: SlackAsked };

const word = z.string().min(1).max(255);
const address = z.url({ protocol: /^https?$/ }).max(1_000);

const Command = z.object({
  team_id: word,
  api_app_id: word,
  user_id: word,
  user_name: z.string().max(255).default(''),
  text: z.string().max(4_000).default(''),
  response_url: address,
  trigger_id: word,
});

const Interaction = z.object({
  type: z.literal('block_actions'),
  team: z.object({ id: word }),
  api_app_id: word,
  user: z.object({
    id: word,
    username: z.string().max(255).optional(),
    name: z.string().max(255).optional(),
  }),
  container: z.object({ channel_id: word, message_ts: word }),
  response_url: address,
  trigger_id: word,
  actions: z.array(z.object({ action_id: word, value: z.string().max(2_000).default('') })).length(1),
});

/** Reads a slash command; throws where it is none. */
// https://docs.slack.dev/interactivity/implementing-slash-commands
export const readCommand = (body: string): SlackCall => {
  const form = Command.parse(Object.fromEntries(new URLSearchParams(body)));
  const user = { id: form.user_id, name: form.user_name };
  const asked = { user, answerTo: form.response_url, trigger: form.trigger_id } as const;
  return {
    team: form.team_id,
    app: form.api_app_id,
    asked: { ...asked, kind: 'command', text: form.text },
  };
};

/** Reads the press of a button; throws where it is none. */
// https://docs.slack.dev/reference/interaction-payloads/block_actions-payload
export const readInteraction = (body: string): SlackCall => {
  const payload = Interaction.parse(JSON.parse(new URLSearchParams(body).get('payload') ?? 'null'));
  const { user, container, actions } = payload;
  const [action] = actions;
  return {
    team: payload.team.id,
    app: payload.api_app_id,
    asked: {
      ...{ kind: 'button', action: action?.action_id ?? '', value: action?.value ?? '' },
      user: { id: user.id, name: user.username ?? user.name ?? '' },
      place: { channel: container.channel_id, ts: container.message_ts },
      ...{ answerTo: payload.response_url, trigger: payload.trigger_id },
    },
  };
};

/** What the function that does the work is handed. */
export const SlackWork = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('command'),
    user: z.object({ id: word, name: z.string() }),
    ...{ answerTo: address, trigger: word, text: z.string() },
  }),
  z.object({
    kind: z.literal('button'),
    user: z.object({ id: word, name: z.string() }),
    ...{ answerTo: address, trigger: word, action: word, value: z.string() },
    place: z.object({ channel: word, ts: word }),
  }),
]);

/** What the buttons of our messages do. */
export const slackActions = {
  stop: 'firedrill.stop',
  approve: 'firedrill.approve',
  deny: 'firedrill.deny',
  go: 'firedrill.go',
  skip: 'firedrill.skip',
} as const;
