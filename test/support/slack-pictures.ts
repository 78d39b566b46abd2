import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SlackMessage } from '../../core/slack/slack.ts';

/** Draws messages roughly as Slack shows them, for a person to look at: a page and a picture in a folder. */
export const drawPictures = (folder: string, messages: Readonly<Record<string, SlackMessage>>): void => {
  mkdirSync(folder, { recursive: true });
  for (const [name, message] of Object.entries(messages)) {
    const page = join(folder, `${name}.html`);
    writeFileSync(page, pageOf(message));
    const picture = `--screenshot=${join(folder, `${name}.png`)}`;
    const flags = ['--headless', '--no-sandbox', '--hide-scrollbars', '--window-size=640,900', picture];
    execFileSync('chromium', [...flags, `file://${page}`], { stdio: 'ignore' });
  }
};

type Json = Readonly<Record<string, unknown>>;

const style = `body{font:15px/1.46 Lato,"Noto Sans","DejaVu Sans",sans-serif;color:#1d1c1d;margin:12px 20px;width:560px}
.who{font-weight:900}.who small{font-weight:400;color:#616061;font-size:12px;margin-left:6px}
h1{font-size:18px;font-weight:900;margin:8px 0}.section{margin:8px 0;white-space:pre-wrap}
.fields{display:grid;grid-template-columns:1fr 1fr;gap:8px;margin:8px 0}.fields div{white-space:pre-wrap}
code{font:12px Menlo,"DejaVu Sans Mono",monospace;color:#e01e5a;background:#f8f8f8;border:1px solid #ddd;border-radius:3px;padding:1px 3px}
.context{color:#616061;font-size:13px;white-space:pre-wrap;margin:8px 0}
button{font:700 13px sans-serif;border:1px solid #bbb;border-radius:4px;padding:5px 12px;margin-right:8px;background:#fff}
button.primary{background:#007a5a;color:#fff;border:0}button.danger{background:#e01e5a;color:#fff;border:0}
.note{margin-top:18px;border-top:1px solid #ddd;color:#616061;font-size:12px}mark{background:#fef3d5;color:#1264a3}`;

const pageOf = ({ text, blocks }: SlackMessage): string =>
  `<!doctype html><meta charset="utf-8"><style>${style}</style><div class="who">Firedrill<small>APP  03:07</small></div>${blocks.map((block) => blockOf(block as Json)).join('')}<div class="note">notification: ${mrkdwn(text)}</div>`;

const textOf = (value: unknown): string => {
  const { type, text } = value as { readonly type: string; readonly text: string };
  return type === 'mrkdwn' ? mrkdwn(text) : html(text);
};

const blockOf = (block: Json): string => {
  if (block.type === 'header') return `<h1>${textOf(block.text)}</h1>`;
  if (block.type === 'divider') return '<hr>';
  if (block.type === 'context')
    return `<div class="context">${(block.elements as readonly unknown[]).map(textOf).join('  ')}</div>`;
  if (block.type === 'actions') return `<p>${(block.elements as readonly Json[]).map(buttonOf).join('')}</p>`;
  const fields = (block.fields ?? []) as readonly unknown[];
  const text = block.text === undefined ? '' : `<div class="section">${textOf(block.text)}</div>`;
  return `${text}${fields.length > 0 ? `<div class="fields">${fields.map((one) => `<div>${textOf(one)}</div>`).join('')}</div>` : ''}`;
};

const buttonOf = ({ style: look = '', text }: Json): string =>
  `<button class="${look}">${textOf(text)}</button>`;

const html = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const mrkdwn = (text: string): string =>
  text
    .replace(/<!date\^(\d+)\^([^|>]*)\|[^>]*>/g, (_, at: string, format: string) =>
      dateOf(Number(at), format),
    )
    .replace(/<(!here|!subteam\^\w+)>/g, '<mark>@$1</mark>')
    .replace(/`([^`\n]+)`/g, '<code>$1</code>')
    .replace(/(?<![\w*])\*([^*\n]+)\*(?![\w*])/g, '<b>$1</b>')
    .replace(/(?<!\w)_([^_\n]+)_(?!\w)/g, '<i>$1</i>');

const dateOf = (at: number, format: string): string => {
  const iso = new Date(at * 1_000).toISOString();
  return format
    .replace('{date_short_pretty}', 'Today')
    .replace('{time_secs}', iso.slice(11, 19))
    .replace('{time}', iso.slice(11, 16));
};
