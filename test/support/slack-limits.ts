/** What Slack refuses in blocks, by its documented limits; empty where it would take them. */
// https://docs.slack.dev/reference/block-kit/blocks and …/composition-objects
export const flawsOf = (message: unknown): readonly string[] => {
  if (!isObject(message)) return ['no message'];
  const { text, blocks = [] } = message;
  if (!Array.isArray(blocks)) return ['blocks are no list'];
  return [
    ...(typeof text === 'string' && text.trim() !== ''
      ? []
      : ['no text: screen readers and notifications say nothing']),
    ...(String(text).length > 40_000 ? ['text is longer than 40000'] : []),
    ...(blocks.length > 50 ? [`${blocks.length} blocks`] : []),
    ...(JSON.stringify(message).isWellFormed() ? [] : ['half a character']),
    ...blocks.flatMap((block, n) => blockFlaws(block).map((flaw) => `blocks[${n}]: ${flaw}`)),
  ];
};

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const blockFlaws = (block: unknown): readonly string[] => {
  if (!isObject(block)) return ['no block'];
  const check = checks[String(block.type)];
  return check ? check(block) : [`no block is called ${String(block.type)}`];
};

const textFlaws = (what: string, value: unknown, most: number, plain = false): readonly string[] => {
  if (!isObject(value)) return [`${what} is no text object`];
  const { type, text, ...others } = value;
  const known = type === 'plain_text' ? ['emoji'] : ['verbatim'];
  return [
    ...(type === 'plain_text' || (type === 'mrkdwn' && !plain) ? [] : [`${what} is ${String(type)}`]),
    ...(typeof text === 'string' && text.length > 0 ? [] : [`${what} is empty`]),
    ...(String(text).length > most
      ? [`${what} has ${String(text).length} characters, more than ${most}`]
      : []),
    ...Object.keys(others)
      .filter((key) => !known.includes(key))
      .map((key) => `${what} has ${key}`),
  ];
};

const listFlaws = (
  what: string,
  value: unknown,
  most: number,
  check: (one: unknown) => readonly string[],
): readonly string[] => {
  if (!Array.isArray(value) || value.length === 0) return [`${what} is no list, or empty`];
  return [
    ...(value.length > most ? [`${value.length} ${what}, more than ${most}`] : []),
    ...value.flatMap(check),
  ];
};

const checks: Readonly<Record<string, (block: Json) => readonly string[]>> = {
  header: ({ text }) => textFlaws('header', text, 150, true),
  divider: () => [],
  section: ({ text, fields }) => [
    ...(text === undefined && fields === undefined ? ['a section of nothing'] : []),
    ...(text === undefined ? [] : textFlaws('section', text, 3_000)),
    ...(fields === undefined ? [] : listFlaws('fields', fields, 10, (one) => textFlaws('field', one, 2_000))),
  ],
  context: ({ elements }) => listFlaws('elements', elements, 10, (one) => textFlaws('context', one, 3_000)),
  actions: ({ elements }) => [
    ...listFlaws('elements', elements, 25, buttonFlaws),
    ...(new Set((elements as readonly Json[]).map((one) => one.action_id)).size ===
    (elements as readonly Json[]).length
      ? []
      : ['two buttons of one action_id']),
  ],
};

const buttonFlaws = (button: unknown): readonly string[] => {
  if (!isObject(button) || button.type !== 'button') return ['no button'];
  const { text, value, action_id: action, style, confirm } = button;
  return [
    ...textFlaws('button', text, 75, true),
    ...(typeof value === 'string' && value.length <= 2_000 ? [] : ['value of a button']),
    ...(typeof action === 'string' && action.length <= 255 ? [] : ['action_id of a button']),
    ...(style === undefined || style === 'primary' || style === 'danger' ? [] : ['style of a button']),
    ...(confirm === undefined ? [] : confirmFlaws(confirm)),
  ];
};

const confirmFlaws = (confirm: unknown): readonly string[] =>
  isObject(confirm)
    ? [
        ...textFlaws('confirm title', confirm.title, 100, true),
        ...textFlaws('confirm text', confirm.text, 300),
        ...textFlaws('confirm answer', confirm.confirm, 30, true),
        ...textFlaws('confirm no', confirm.deny, 30, true),
      ]
    : ['confirm is no object'];

/** Every text of a message that Slack reads as mark-up. */
export const markupIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(markupIn);
  if (!isObject(value)) return [];
  const own = value.type === 'mrkdwn' && typeof value.text === 'string' ? [value.text] : [];
  const top = 'blocks' in value && typeof value.text === 'string' ? [value.text] : [];
  return [...own, ...top, ...Object.values(value).flatMap(markupIn)];
};

/** What Slack would read as special in a text: mentions, links, dates. */
export const specialIn = (text: string): readonly string[] =>
  [...text.matchAll(/<([^>]*)>/g)].map(([, inside = '']) => inside);
