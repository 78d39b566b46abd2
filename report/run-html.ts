import type { RunResult } from '../core/result.ts';
import { html, markupOf } from './html.ts';
import { page } from './page.ts';
import { runBody } from './run-body.ts';
import { utc } from './time.ts';
import { hypothesisAnswer } from './words.ts';

/** The report of a run: one page that needs nothing else, neither a network nor a script. */
export const runHtml = (result: RunResult): string => {
  const { experiment, run } = result;
  const body = html`<header><p class="label">Firedrill report · run · ${utc(run.createdAtMs)}</p><h1>${experiment.title}</h1><p class="purpose">${experiment.purpose}</p></header>
${runBody(2, result)}`;
  return markupOf(page(`${hypothesisAnswer(result).word}: ${experiment.title}`, body));
};
