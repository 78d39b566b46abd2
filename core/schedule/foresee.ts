import type { Experiment } from '../experiment.ts';
import type { DeployedSchedule, Occurrences } from '../fronts.ts';
import { closedWindow, engagedLever } from '../guards.ts';
import type { Ports } from '../ports.ts';
import type { Refusal } from '../run.ts';
import { occurrences } from './occurrences.ts';

/** An occurrence to come, and why nothing would start then, as far as that can be known now. */
export type Foreseen = { readonly atMs: number; readonly refusals: readonly Refusal[] };

/** What foreseeing takes. */
export type Foreseeing = Pick<Ports, 'calendars' | 'holidays' | 'levers'> & {
  readonly occurrences: Pick<Occurrences, 'skippedBy'>;
};

/** An experiment that an occurrence would run, at the earliest so long after it. Undefined where its version is not on record. */
export type ToRun = {
  readonly name: string;
  readonly experiment: Experiment | undefined;
  readonly afterMs: number;
};

/** The next occurrences of a schedule, each with what would refuse it or a step of it. Nothing to run is nothing deployed. */
export const foresee = async (
  ports: Foreseeing,
  deployed: DeployedSchedule,
  toRun: readonly ToRun[],
  { afterMs, count }: { readonly afterMs: number; readonly count: number },
): Promise<readonly Foreseen[]> => {
  const due = occurrences(deployed.schedule, afterMs, count);
  const ofAll = (question: (one: Experiment, afterMs: number) => Promise<readonly Refusal[]>) =>
    union(deployed, toRun, question);
  const levers = await ofAll((one) => ask('lever', () => engagedLever(ports, one)));
  return Promise.all(
    due.map(async (atMs) => ({
      atMs,
      refusals: [
        ...pausedBy(deployed),
        ...(await ask('skipped', () => skipped(ports, deployed, atMs))),
        ...absent(toRun),
        ...levers,
        ...(await ofAll((one, laterMs) => closed(ports, deployed, one, atMs + laterMs))),
      ],
    })),
  );
};

/** What refuses any of them, once each; of a game day by the names of those that it refuses. */
const union = async (
  { kind }: DeployedSchedule,
  toRun: readonly ToRun[],
  question: (one: Experiment, afterMs: number) => Promise<readonly Refusal[]>,
): Promise<readonly Refusal[]> => {
  const asked = await Promise.all(
    toRun.map(async ({ name, experiment, afterMs }) =>
      (experiment ? await question(experiment, afterMs) : []).map((refusal) => ({ name, refusal })),
    ),
  );
  const same = Map.groupBy(asked.flat(), ({ refusal: { guard, reason } }) => `${guard}: ${reason}`);
  return [...same.values()].flatMap((alike) => {
    const names = [...new Set(alike.map(({ name }) => name))].join(', ');
    return alike
      .slice(0, 1)
      .map(({ refusal: { guard, reason } }) =>
        kind === 'GameDay' ? { guard, reason: `${names}: ${reason}` } : { guard, reason },
      );
  });
};

const absent = (toRun: readonly ToRun[]): readonly Refusal[] => {
  if (toRun.length === 0) return [{ guard: 'definition', reason: 'nothing is deployed by this name' }];
  const names = toRun.filter(({ experiment }) => experiment === undefined).map(({ name }) => name);
  return [...new Set(names)].map((name) => ({
    guard: 'definition',
    reason: `${name}: its version is not on record`,
  }));
};

const pausedBy = ({ paused }: DeployedSchedule): readonly Refusal[] =>
  paused ? [{ guard: 'paused', reason: `the schedule is paused by ${paused.by}` }] : [];

const skipped = async (
  ports: Foreseeing,
  ref: DeployedSchedule,
  atMs: number,
): Promise<string | undefined> => {
  const by = await ports.occurrences.skippedBy(ref, atMs);
  return by && `skipped by ${by}`;
};

const closed = async (
  ports: Foreseeing,
  { schedule: { flexibleWindowMs = 0 } }: DeployedSchedule,
  experiment: Experiment,
  atMs: number,
): Promise<readonly Refusal[]> => {
  const no = await closedAt(ports, experiment, atMs);
  if (no.length > 0 || flexibleWindowMs === 0) return no;
  const late = await closedAt(ports, experiment, atMs + flexibleWindowMs);
  return late.map(({ guard, reason }) => ({
    guard,
    reason: `if it starts late in its flexible window: ${reason}`,
  }));
};

const closedAt = async (
  ports: Foreseeing,
  experiment: Experiment,
  fromMs: number,
): Promise<readonly Refusal[]> => {
  const untilMs = fromMs + experiment.limits.maxDurationMs;
  const answers = await Promise.all([
    ask('window', () => closedWindow(ports, experiment, fromMs, untilMs)),
    ...experiment.guards.calendars.map((name) =>
      ask('calendar', async () =>
        (await ports.calendars.isOpen(name, fromMs, untilMs)) ? undefined : `the calendar ${name} is closed`,
      ),
    ),
  ]);
  return answers.flat();
};

const ask = async (guard: string, question: () => Promise<string | undefined>): Promise<Refusal[]> => {
  try {
    const reason = await question();
    return reason ? [{ guard, reason }] : [];
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    return [{ guard, reason: `it cannot be read, so it counts as a no: ${why}` }];
  }
};
