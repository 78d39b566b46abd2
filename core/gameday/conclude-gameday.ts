import type { Ports } from '../ports.ts';
import { because, note } from '../protocol/record.ts';
import { tell } from '../protocol/tell.ts';
import { gameDayResult } from '../result.ts';
import type { GameDayConclusion, GameDayRun } from '../run.ts';
import { gameDayOf } from './next-step.ts';

/** State Conclude of a game day: one result, the gravest of its runs. */
export const concludeGameDay = async (
  ports: Ports,
  gameDayId: string,
  ending: string,
): Promise<GameDayConclusion> => {
  const day = await gameDayOf(ports, gameDayId);
  if (day.conclusion) return day.conclusion;
  const conclusion = judgeGameDay(day, await titles(ports, day), ending);
  await ports.gameDays.update(gameDayId, (now) => ({ ...now, state: 'closed', conclusion }));
  await note(
    ports,
    gameDayId,
    'gameday-concluded',
    { reason: ending, data: { ...conclusion } },
    { durable: true },
  );
  // Of which nothing has run, nothing has failed: somebody has skipped or stopped it before.
  const outcome = conclusion.asExpected ? 'as expected' : 'not as expected';
  const text = `${day.document.name}: ${day.steps.length === 0 ? ending : outcome}`;
  const kind = conclusion.asExpected || day.steps.length === 0 ? 'concluded' : 'failed';
  const told = await Promise.allSettled([
    save(ports, gameDayId),
    tell(ports, { about: gameDayId, kind, text }),
  ]);
  for (const one of told)
    if (one.status === 'rejected')
      await note(ports, gameDayId, 'unfinished', { reason: because(one.reason) });
  return conclusion;
};

const save = async (ports: Ports, gameDayId: string): Promise<void> => {
  await ports.reports.save(gameDayId, await gameDayResult(ports, gameDayId));
};

const titles = (ports: Ports, { experiments }: GameDayRun): Promise<readonly string[]> =>
  Promise.all(experiments.map(async (ref) => (await ports.experiments.get(ref))?.document.title ?? ref.name));

/** Gravest first, as exit codes: not verified restored, failed, untested, refused, held. */
const gravity = [5, 3, 1, 4, 6, 0];

/** What comes of a game day. A step that came out as its author expects counts as 0, unless it is not restored. */
export const judgeGameDay = (
  day: GameDayRun,
  titled: readonly string[],
  ending: string,
): GameDayConclusion => {
  const steps = day.document.steps.map(({ expect }, step) => {
    const record = day.steps.find((one) => one.step === step);
    const { runId = '', conclusion } = record ?? {};
    return {
      step,
      runId,
      title: titled[step] ?? `step ${step + 1}`,
      ...(expect && { expected: expect }),
      ...(conclusion && { conclusion }),
      ...(!record && { skipped: ending }),
    };
  });
  const codes = steps.map(({ expected, conclusion }) => {
    if (conclusion === undefined) return 4;
    return conclusion.exitCode !== 5 && conclusion.hypothesis === expected ? 0 : conclusion.exitCode;
  });
  const exitCode = gravity.find((code) => codes.includes(code)) ?? 0;
  return { exitCode, asExpected: exitCode === 0, steps };
};
