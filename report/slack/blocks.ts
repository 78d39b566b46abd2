import type { ActionsBlock, Button, ContextBlock, HeaderBlock, KnownBlock, SectionBlock } from '@slack/types';
import { clip, clipMarkup, fitting } from '../../core/slack/text.ts';

// https://docs.slack.dev/reference/block-kit: what is longer is refused as a whole.
const limits = {
  header: 150,
  section: 3_000,
  field: 2_000,
  button: 75,
  title: 100,
  confirm: 300,
  answer: 30,
};
const mostBlocks = 50;
const mostText = 3_000;

/** A message: what is said where blocks are not shown, and the blocks; those there are. */
export const message = (text: string, blocks: readonly (KnownBlock | undefined)[]) => ({
  text: clipMarkup(text, mostText),
  blocks: blocks.filter((block) => block !== undefined).slice(0, mostBlocks),
});

/** The first line: no mark-up in it is read as such. */
export const header = (text: string): HeaderBlock => ({
  type: 'header',
  text: { type: 'plain_text', text: clip(text, limits.header), emoji: true },
});

/** Lines of mark-up; nothing where there are none. */
export const section = (...lines: readonly (string | false | undefined)[]): SectionBlock | undefined => {
  const said = lines.filter((line) => typeof line === 'string');
  return said.length === 0
    ? undefined
    : { type: 'section', text: markup(fitting(said, limits.section - 100)) };
};

/** Small facts in two columns, each a label and its mark-up. */
export const facts = (
  ...pairs: readonly (readonly [label: string, text: string] | undefined)[]
): SectionBlock => ({
  type: 'section',
  fields: pairs
    .filter((pair) => pair !== undefined)
    .map(([label, text]) => markup(clipMarkup(`*${label}*\n${text}`, limits.field))),
});

/** What is said small. */
export const context = (...lines: readonly string[]): ContextBlock => ({
  type: 'context',
  elements: [markup(fitting(lines, limits.field))],
});

/** What a button says, does and asks before. */
export type Press = {
  readonly action: string;
  readonly value: string;
  readonly text: string;
  readonly style?: 'primary' | 'danger';
  readonly confirm?: { readonly title: string; readonly text: string; readonly yes: string };
};

/** Buttons; nothing where there are none. */
export const buttons = (...presses: readonly (Press | undefined)[]): ActionsBlock | undefined => {
  const elements = presses.filter((press) => press !== undefined).map(button);
  return elements.length === 0 ? undefined : { type: 'actions', elements };
};

const button = ({ action, value, text, style, confirm }: Press): Button => ({
  type: 'button',
  action_id: action,
  value,
  text: { type: 'plain_text', text: clip(text, limits.button), emoji: true },
  ...(style && { style }),
  ...(confirm && {
    confirm: {
      title: { type: 'plain_text', text: clip(confirm.title, limits.title) },
      text: { type: 'plain_text', text: clip(confirm.text, limits.confirm) },
      confirm: { type: 'plain_text', text: clip(confirm.yes, limits.answer) },
      deny: { type: 'plain_text', text: 'Cancel' },
      ...(style && { style }),
    },
  }),
});

// Verbatim: what looks like an address, a channel or a person stays text.
const markup = (text: string) => ({ type: 'mrkdwn' as const, text: text || '–', verbatim: true });
