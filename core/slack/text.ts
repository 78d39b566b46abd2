// Control characters and direction marks could hide or turn what stands beside them.
const UNSAFE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
// What looks the same and is no mark-up: Slack has no way to escape these.
const lookalikes: Readonly<Record<string, string>> = { '*': '∗', '`': 'ˋ', '~': '∼' };

/** Text of others as one line in Slack's mark-up: nothing in it is mark-up, a link or a mention. */
// https://docs.slack.dev/messaging/formatting-message-text
export const said = (text: string, most = 500): string =>
  escaped(
    clip(oneLine(text), most)
      .replace(/[*`~]/g, (mark) => lookalikes[mark] ?? mark)
      // An underline begins italics at the edge of a word only.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '＿'),
  );

/** Text of others in code type. */
export const code = (text: string, most = 200): string => {
  const line = clip(oneLine(text), most).replaceAll('`', 'ˋ');
  return line === '' ? '–' : `\`${escaped(line)}\``;
};

/** Text of others where Slack knows no mark-up, in one line. */
export const plainly = (text: string, most: number): string => clip(oneLine(text), most) || '–';

/** Not longer than that, and no half of a character at its end. */
export const clip = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : text;

/** Mark-up cut so that nothing in it is cut in two: no entity, no date, no code. */
export const clipMarkup = (markup: string, most: number): string => {
  if (markup.length <= most) return markup;
  const cut = markup
    .slice(0, most - 2)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/&[a-z]{0,4}$/, '')
    .replace(/<[^>]*$/, '');
  const open = (cut.match(/`/g)?.length ?? 0) % 2 === 1;
  return `${cut}${open ? '`' : ''}…`;
};

/** Lines of mark-up that fit together; how many are left out is said. */
export const fitting = (lines: readonly string[], most = 2_900): string => {
  const kept: string[] = [];
  let length = 0;
  for (const whole of lines) {
    const line = clipMarkup(whole, Math.floor(most / 2));
    length += line.length + 1;
    if (length > most) break;
    kept.push(line);
  }
  const left = lines.length - kept.length;
  return left === 0 ? kept.join('\n') : [...kept, `… and ${left} more`].join('\n');
};

/** A moment in the reader's own zone; in UTC where Slack cannot show it. */
// https://docs.slack.dev/messaging/formatting-message-text#date-formatting
export const moment = (atMs: number, format = '{date_short_pretty}, {time_secs}'): string => {
  const seconds = Math.round(atMs / 1_000);
  if (!Number.isFinite(atMs) || Math.abs(atMs) > 8.64e15) return 'unknown';
  const iso = new Date(seconds * 1_000).toISOString();
  return `<!date^${seconds}^${format}|${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC>`;
};

const escaped = (text: string): string => text.replace(/[&<>]/g, (character) => entities[character] ?? '');

const oneLine = (text: string): string =>
  text.toWellFormed().replace(/\s+/g, ' ').trim().replace(UNSAFE, '\ufffd');
