import type { GameDayResult, RunResult } from '../core/result.ts';
import type { GameDayRun, StepRecord } from '../core/run.ts';
import { dayAnswer } from './game-day-answer.ts';
import { type Content, type Html, html, markupOf } from './html.ts';
import { page } from './page.ts';
import { runBody } from './run-body.ts';
import { icon, list, part, table } from './section/part.ts';
import { utc } from './time.ts';
import { hypothesisWord, recoveredWords, restorationAnswer } from './words.ts';

/** The report of a game day: what was expected and what came, then each of its runs. One page that needs nothing else. */
export const gameDayHtml = (result: GameDayResult): string => {
  const { document, createdAtMs } = result.gameDay;
  const answer = dayAnswer(result.gameDay);
  const body = html`<header><p class="label">Firedrill report · game day · ${utc(createdAtMs)}</p><h1>${document.title}</h1><p class="purpose">${document.purpose}</p></header>
<div class="verdict"><div class="answer ${answer.tone}">${icon(answer.tone)}<div><p class="label">Game day</p><p class="word">${answer.word}</p><p>${answer.means}</p></div></div></div>
${part(
  2,
  'Steps',
  table(
    'Expected and actual, step by step',
    ['step', 'expected', 'came out', 'system', 'recovery', 'gate'],
    document.steps.map((_, step) => stepRow(result, step)),
  ),
)}
${conduct(result.gameDay)}
${result.runs.map((run, index) => runArticle(result, run, index))}`;
  return markupOf(page(`${answer.word}: ${document.title}`, body));
};

const stepRow = ({ gameDay, runs }: GameDayResult, step: number): readonly Content[] => {
  const { document, conclusion } = gameDay;
  const planned = document.steps[step];
  const record: StepRecord | undefined = gameDay.steps.find((one) => one.step === step);
  const result = runs.find(({ run }) => run.runId === record?.runId);
  const concluded = conclusion?.steps.find((one) => one.step === step);
  const title = result?.experiment.title ?? concluded?.title ?? gameDay.experiments[step]?.name ?? '';
  const name = html`${step + 1}. ${result ? html`<a href="#run-${runs.indexOf(result) + 1}">${title}</a>` : title}`;
  const expected = planned?.expect === undefined ? 'nothing said' : hypothesisWord(planned.expect).word;
  const came = record?.conclusion ?? result?.run.conclusion;
  if (came === undefined || result === undefined)
    return [
      name,
      expected,
      came ? cameOut(came.hypothesis, planned?.expect) : `not run: ${concluded?.skipped ?? 'no conclusion'}`,
      '–',
      '–',
      gateOf(gameDay, step),
    ];
  return [
    name,
    expected,
    cameOut(came.hypothesis, planned?.expect),
    restorationAnswer(result).word,
    recoveredOf(result),
    gateOf(gameDay, step),
  ];
};

const cameOut = (came: 'held' | 'failed' | 'untested', expected: string | undefined): Html => {
  const { tone, word } = hypothesisWord(came);
  const said = expected === undefined ? '' : expected === came ? ', as expected' : ', not as expected';
  return html`${icon(tone)} <b>${word}</b>${said}`;
};

const recoveredOf = (result: RunResult): string =>
  result.run.injectedAtMs === undefined ? '–' : recoveredWords(result);

const gateOf = ({ document, openedBefore }: GameDayRun, step: number): string => {
  const { human, continueOn } = document.steps[step] ?? {};
  const before = human ? (openedBefore >= step ? 'a person opened it' : 'a person has to open it') : '';
  const after =
    step + 1 < document.steps.length
      ? `goes on after ${continueOn === 'any' ? 'any verdict that is restored' : 'held only'}`
      : '';
  return [before, after].filter((said) => said !== '').join('; ') || '–';
};

const conduct = ({ gameDayId, trigger, document, stop }: GameDayRun): Html =>
  part(
    2,
    'Who and what',
    list([
      html`started by ${trigger.actor} (${trigger.kind}), owner ${document.owner}`,
      ...(stop ? [`stopped by ${stop.by}: ${stop.reason} (${utc(stop.atMs)})`] : []),
      html`game day <code>${gameDayId}</code>, document <code>${document.name}</code>`,
    ]),
  );

const runArticle = ({ gameDay }: GameDayResult, result: RunResult, index: number): Html => {
  const { run, experiment } = result;
  const step = gameDay.steps.find(({ runId }) => runId === run.runId)?.step ?? index;
  return html`<article id="run-${index + 1}"><p class="label">Step ${step + 1} · ${utc(run.createdAtMs)}</p><h2>${experiment.title}</h2><p class="purpose">${experiment.purpose}</p>
${runBody(3, result)}</article>
`;
};
