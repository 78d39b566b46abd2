import { exceptionTexts } from './exceptions.ts';
import { type RuleText, SEVERITIES } from './rule.ts';
import { rules } from './rules.ts';
import { ofTemplates } from './templates.ts';

/** The rules as Markdown: one section a kind, gravest first; docs/lint.md holds it word for word. */
export const ruleTables = (): string =>
  [
    ...SEVERITIES.toReversed().flatMap((severity) => [
      `### ${headings[severity]}`,
      table(rules.filter((rule) => rule.severity === severity)),
    ]),
    '### About exceptions',
    table(exceptionTexts),
    '### Of templates that are imported',
    table(ofTemplates),
  ].join('\n\n');

const headings = { error: 'Errors', warning: 'Warnings', advice: 'Advice' } as const;

const table = (texts: readonly RuleText[]): string =>
  ['| rule | finds | why | source |', '| --- | --- | --- | --- |', ...texts.map(row)].join('\n');

const row = ({ id, summary, why, link, needs }: RuleText): string =>
  `| \`${id}\` | ${cell(summary)} | ${cell(why)}${needs ? ` *Needs to know ${cell(needs)}.*` : ''} | [read](${link}) |`;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
