import { alternatives, printable, quote } from '../documents/quote.ts';
import { nearest } from '../documents/suggest.ts';
import type { Parsed } from '../parsed.ts';

/** The kinds of channel that people are told through. */
export const channelKinds = ['slack', 'sns', 'chatbot', 'pagerduty', 'teams', 'webhook'] as const;

/** One of them. */
export type ChannelKind = (typeof channelKinds)[number];

/** Whom to tell: an address in its kind's own words, or the name of an integration of the deployment. */
export type Channel = { readonly kind: ChannelKind; readonly address: string };

/** Kinds whose address is the name of an integration, because what they need to be told is a secret. */
export const namedKinds = ['pagerduty', 'teams', 'webhook'] as const satisfies readonly ChannelKind[];

/** One of these. */
export type NamedKind = (typeof namedKinds)[number];

/** Whether the address of a channel of this kind is the name of an integration. */
export const isNamedKind = (kind: ChannelKind): kind is NamedKind => namedKinds.some((one) => one === kind);

/** A channel as a document writes it. */
export const channelText = ({ kind, address }: Channel): string => `${kind}:${address}`;

/** Reads a channel. What may be a secret that was pasted is never repeated. */
export const parseChannel = (text: string): Parsed<Channel> => {
  const [, word = '', address = ''] = /^([^:\s]*):(\S(?:.*\S)?)$/s.exec(text) ?? [];
  const kind = channelKinds.find((one) => one === word);
  if (kind === undefined) return unknownKind(text, word);
  const { form, like } = addresses[kind];
  if (form.test(address)) return { ok: true, value: { kind, address } };
  return {
    ok: false,
    message: isNamedKind(kind)
      ? `a ${kind} channel is the name of an integration, never its address or its key`
      : `that is no address of a ${kind} channel`,
    fix: `write one such as \`${kind}:${like}\``,
  };
};

const unknownKind = (text: string, word: string): Parsed<Channel> => {
  const lonely = channelKinds.find((kind) => kind === text.replace(/:.*$/s, '').trim());
  if (lonely)
    return {
      ok: false,
      message: `${quote(printable(text, 32))} is not a channel`,
      fix: `write one such as \`${lonely}:${addresses[lonely].like}\``,
    };
  const near = nearest(word, channelKinds);
  return {
    ok: false,
    // Whoever has pasted an address with a token in it should not read that in a log.
    message: /^[\w-]{1,32}$/.test(word)
      ? `there is no kind of channel ${quote(word)}`
      : 'that is not a channel',
    fix: near
      ? `did you mean \`${near}:…\`?`
      : `write a kind, a colon and an address; kinds are ${alternatives(channelKinds)}`,
  };
};

const topic = {
  form: /^arn:aws[\w-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/,
  like: 'arn:aws:sns:eu-central-1:111122223333:drills',
};
const named = (like: string) => ({ form: /^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/, like });

const addresses: Readonly<Record<ChannelKind, { readonly form: RegExp; readonly like: string }>> = {
  // No address of a hook and no token, which would be secrets.
  slack: { form: /^(?!xox)[#@]?[\p{L}\p{N}_.-]+$/u, like: '#oncall' },
  sns: topic,
  chatbot: topic,
  pagerduty: named('shop'),
  teams: named('shop-ops'),
  webhook: named('audit'),
};
