import type { GameDayResult } from '../../core/result.ts';
import { actorInWords } from '../../core/slack/actor.ts';
import { slackActions } from '../../core/slack/asked.ts';
import type { SlackMessage } from '../../core/slack/slack.ts';
import { code, moment, plainly, said } from '../../core/slack/text.ts';
import { dayAnswer } from '../game-day-answer.ts';
import { hypothesisWord } from '../words.ts';
import { buttons, context, facts, header, message, section } from './blocks.ts';
import type { Place } from './place.ts';
import { type Standing, standingOf } from './run-state.ts';

const mostSteps = 20;

/** The message of a game day: its steps as they stand. */
export const gameDayCard = (result: GameDayResult, place: Place): SlackMessage => {
  const { gameDay } = result;
  const { document, gameDayId, trigger, createdAtMs, state, stop, waiting } = gameDay;
  const { sign, word } = dayStanding(result);
  const isOver = state === 'closed';
  const stopLine = code(`firedrill stop ${gameDayId}${place.flags}`);
  const steps = document.steps.slice(0, mostSteps).map((_, step) => stepLine(result, step));
  const more = document.steps.length - steps.length;
  return message(
    `${sign} ${word}: game day ${said(document.title, 150)} (${said(place.environment, 100)}) · to stop it: ${stopLine}`,
    [
      header(`${sign} ${word} · ${plainly(document.title, 90)}`),
      stop && section(`*Stopped by ${said(actorInWords(stop.by), 150)}*: ${said(stop.reason)}`),
      facts(
        ['Where', said(place.environment, 150)],
        [
          'Started by',
          `${said(actorInWords(trigger.actor), 150)} ${moment(createdAtMs, '{date_short_pretty} {time}')}`,
        ],
      ),
      section(`*Why*\n${said(document.purpose)}`),
      section(...steps, more > 0 && `… and ${more} more steps`),
      isOver
        ? undefined
        : buttons(
            waiting && {
              ...{ action: slackActions.go, value: gameDayId, style: 'primary' as const },
              text: `Go for step ${waiting.step + 1}`,
              confirm: { title: 'Go on?', text: 'The next step breaks something.', yes: 'Go' },
            },
            {
              ...{
                action: slackActions.stop,
                value: gameDayId,
                style: 'danger' as const,
                text: '🛑 Stop now',
              },
              confirm: {
                title: 'Stop this game day?',
                text: 'The run under way is stopped and put back; no further step starts.',
                yes: 'Stop now',
              },
            },
          ),
      context(
        isOver ? `Report: ${code(`firedrill report ${gameDayId}${place.flags}`)}` : `Slack down? ${stopLine}`,
        `Game day ${code(gameDayId)} · owner ${said(document.owner, 100)}`,
      ),
    ],
  );
};

const dayStanding = ({ gameDay }: GameDayResult): Standing => {
  if (gameDay.conclusion) {
    const { tone, word } = dayAnswer(gameDay);
    const sign = { good: '✅', bad: '❌', open: '❔' }[tone];
    return { sign, word: `Game day: ${word.toLowerCase()}` };
  }
  if (gameDay.stop) return { sign: '⏪', word: 'Game day is stopping' };
  return gameDay.waiting
    ? { sign: '✋', word: 'Game day waits for a go' }
    : { sign: '🎬', word: 'Game day under way' };
};

const stepLine = ({ gameDay, runs }: GameDayResult, step: number): string => {
  const record = gameDay.steps.find((one) => one.step === step);
  const result = runs.find(({ run }) => run.runId === record?.runId);
  const concluded = gameDay.conclusion?.steps.find((one) => one.step === step);
  const title = result?.experiment.title ?? concluded?.title ?? gameDay.experiments[step]?.name ?? '?';
  const expected = gameDay.document.steps[step]?.expect;
  const wanted = expected === undefined ? '' : ` (expected ${hypothesisWord(expected).word.toLowerCase()})`;
  if (result === undefined) {
    const skipped = concluded?.skipped;
    return `▫️ ${step + 1}. ${said(title, 120)}${wanted}${skipped ? `: not run, ${said(skipped, 200)}` : ''}`;
  }
  const { sign, word } = standingOf(result);
  return `${sign} ${step + 1}. ${said(title, 120)}: *${word}*${wanted}`;
};
