import type { RunResult } from '../../core/result.ts';
import { type Html, html } from '../html.ts';
import { type Answer, hypothesisAnswer, restorationAnswer } from '../words.ts';
import { icon, list } from './part.ts';

/** The two answers of a run, and why. What is not restored comes first, because somebody has to act. */
export const verdict = (result: RunResult): Html => {
  const asked = answer('Hypothesis', hypothesisAnswer(result));
  const back = answer('System', restorationAnswer(result));
  const { conclusion } = result.run;
  const urgent = conclusion?.restoration === 'unverified';
  return html`<div class="verdict">${urgent ? [back, asked] : [asked, back]}</div>${
    conclusion && html`<div class="why"><p class="label">Why</p>${list(conclusion.reasons)}</div>`
  }`;
};

const answer = (about: string, { tone, word, means }: Answer): Html =>
  html`<div class="answer ${tone}">${icon(tone)}<div><p class="label">${about}</p><p class="word">${word}</p><p>${means}</p></div></div>`;
