import type { Ports } from '../../core/ports.ts';
import { gameDayResultOnRecord, type RunResult, runResult, runResultOnRecord } from '../../core/result.ts';
import { type Told, wordsOf } from '../../core/slack/tell.ts';
import { dayAlarm, runAlarm } from './alert.ts';
import { gameDayCard } from './game-day-card.ts';
import type { Place } from './place.ts';
import { runCard } from './run-card.ts';
import { threadMessages } from './thread.ts';

/** What reading a run or a game day takes; metrics and alarms are asked once a run is over. */
export type TellingOf = Pick<
  Ports,
  'runs' | 'gameDays' | 'experiments' | 'journal' | 'alarms' | 'metrics' | 'clock'
>;

/** A run or a game day as Slack shows it; undefined where there is none of that id, or only a plan. */
export const toldOf = async (ports: TellingOf, subject: string, place: Place): Promise<Told | undefined> => {
  const run = await ports.runs.get(subject);
  if (run?.onlyPlan) return undefined;
  if (run !== undefined) return toldRun(await resultOf(ports, subject, run.state === 'closed'), place);
  const gameDay = await ports.gameDays.get(subject);
  if (gameDay === undefined) return undefined;
  const result = await gameDayResultOnRecord(ports, subject);
  const journal = await ports.journal.read(subject);
  const alarm = dayAlarm(result, place);
  return {
    card: gameDayCard(result, place),
    thread: (afterSeq) => threadMessages(journal, afterSeq),
    ...(alarm && { alarm }),
    words: wordsOf(journal, alarm !== undefined),
    notify: gameDay.document.notify,
  };
};

const toldRun = (result: RunResult, place: Place): Told => {
  const { run, journal, experiment } = result;
  const alarm = runAlarm(result, place);
  return {
    card: runCard(result, place),
    thread: (afterSeq) => threadMessages(journal, afterSeq),
    ...(alarm && { alarm }),
    words: wordsOf(journal, alarm !== undefined),
    notify: experiment.notify,
    ...(run.plan && { planHash: run.plan.hash }),
  };
};

// Only what is over needs its metrics: until then the card says what the record says.
const resultOf = (ports: TellingOf, runId: string, isOver: boolean): Promise<RunResult> =>
  isOver ? runResult(ports as Ports, runId) : runResultOnRecord(ports, runId);
