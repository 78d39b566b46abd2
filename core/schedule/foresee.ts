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

/** The next occurrences of a schedule, each with what would refuse it. `first` is what would run first. */
export const foresee = async (
  ports: Foreseeing,
  deployed: DeployedSchedule,
  first: Experiment | undefined,
  { afterMs, count }: { readonly afterMs: number; readonly count: number },
): Promise<readonly Foreseen[]> => {
  const due = occurrences(deployed.schedule, afterMs, count);
  const lever = first ? await ask('lever', () => engagedLever(ports, first)) : [];
  return Promise.all(
    due.map(async (atMs) => ({
      atMs,
      refusals: [
        ...pausedBy(deployed),
        ...(await ask('skipped', () => skipped(ports, deployed, atMs))),
        ...lever,
        ...(first ? await closed(ports, deployed, first, atMs) : [gone]),
      ],
    })),
  );
};

const gone: Refusal = { guard: 'definition', reason: 'nothing is deployed by this name' };

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
  first: Experiment,
  atMs: number,
): Promise<readonly Refusal[]> => {
  const { guards, limits } = first;
  const window = (fromMs: number) => () => closedWindow(ports, first, fromMs, fromMs + limits.maxDurationMs);
  const answers = await Promise.all([
    ask('window', window(atMs)),
    ...guards.calendars.map((name) =>
      ask('calendar', async () =>
        (await ports.calendars.isOpen(name, atMs, atMs + limits.maxDurationMs))
          ? undefined
          : `the calendar ${name} is closed`,
      ),
    ),
  ]);
  const no = answers.flat();
  if (no.length > 0 || flexibleWindowMs === 0) return no;
  const [late] = await ask('window', window(atMs + flexibleWindowMs));
  return late ? [{ ...late, reason: `if it starts late in its flexible window: ${late.reason}` }] : [];
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
