import type { Parsed } from '../parsed.ts';

/** What a field of a cron may hold. */
type Field = {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** From `least` on. */
  readonly names?: readonly string[];
  /** Whether it takes steps (`/`). */
  readonly steps: boolean;
  /** What else may stand there, and alone. */
  readonly alone?: RegExp;
};

const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

// https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
const FIELDS: readonly Field[] = [
  { name: 'minute', least: 0, most: 59, steps: true },
  { name: 'hour', least: 0, most: 23, steps: true },
  {
    ...{ name: 'day of the month', least: 1, most: 31, steps: true },
    alone: /^(\?|L|LW|([1-9]|[12]\d|3[01])W)$/,
  },
  { name: 'month', least: 1, most: 12, names: MONTHS, steps: true },
  {
    ...{ name: 'day of the week', least: 1, most: 7, names: DAYS, steps: false },
    alone: /^(\?|L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5]))$/,
  },
  { name: 'year', least: 1970, most: 2199, steps: true },
];

/** The six fields of a cron as Scheduler takes them, in words that croner means the same by. */
export const cronFields = (inside: string): Parsed<readonly string[]> => {
  const texts = inside.toUpperCase().split(' ');
  if (texts.length !== FIELDS.length) return flaw(SIX);
  for (const [index, field] of FIELDS.entries()) {
    const fix = fieldFlaw(field, texts[index] ?? '');
    if (fix) return flaw(fix);
  }
  if ((texts[2] === '?') === (texts[4] === '?'))
    return flaw('write `?` for the day of the month or of the week, not for both');
  return { ok: true, value: texts.map(asCroner) };
};

const SIX =
  'write six fields (minute, hour, day of month, month, day of week, year), as in `cron(0 10 ? * TUE *)`';

const flaw = (fix: string): Parsed<never> => ({ ok: false, message: 'is not a schedule', fix });

const asCroner = (text: string, index: number): string => {
  if (text === '?') return '*';
  // The last day of the week, that is Saturday.
  return text === 'L' && index === 4 ? '7' : text;
};

const fieldFlaw = (field: Field, text: string): string | undefined => {
  if (field.alone?.test(text)) return undefined;
  for (const part of text.split(',')) {
    const fix = partFlaw(field, part);
    if (fix) return fix;
  }
  return undefined;
};

const PART = /^(?:\*|([0-9A-Z]+)(?:-([0-9A-Z]+))?)(?:\/(\d{1,4}))?$/;

const partFlaw = (field: Field, part: string): string | undefined => {
  const [matched, from, to, step] = PART.exec(part) ?? [];
  if (matched === undefined) return `${allowed(field)}, not \`${part.slice(0, 20)}\``;
  const [first, last] = [from, to].map((text) => (text === undefined ? undefined : numberOf(field, text)));
  if (first === null || last === null) return `${allowed(field)}, not \`${part.slice(0, 20)}\``;
  if (first !== undefined && last !== undefined && first > last)
    return `write the range \`${part}\` in two parts: a range goes upwards`;
  if (step === undefined) return undefined;
  if (!field.steps) return `Scheduler takes no steps (\`/\`) for the ${field.name}: list its values`;
  const most = field.most - field.least + 1;
  return Number(step) >= 1 && Number(step) <= most
    ? undefined
    : `write a step of 1 to ${most} for the ${field.name}, not \`/${step}\``;
};

const numberOf = ({ least, most, names = [] }: Field, text: string): number | null => {
  const named = names.indexOf(text);
  const value = named >= 0 ? least + named : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
};

const allowed = ({ name, least, most, names }: Field): string =>
  `write ${least} to ${most}${names ? ` or ${names[0]} to ${names.at(-1)}` : ''} for the ${name}`;
