import { formatDuration } from '../duration.ts';
import { judgeExpectation, type Observed } from '../expectations.ts';
import type { Expectation } from '../experiment.ts';
import type { Facts } from '../facts.ts';
import type { JournalRecord, Ports } from '../ports.ts';
import type { ExpectationOutcome, Run } from '../run.ts';
import { note } from './record.ts';

/** What came of what was expected of monitoring and people: as it is on record, else as it is read now. Holds nothing back. */
export const judgedExpectations = async (
  ports: Ports,
  { run, experiment: { expect = [] }, expectations = [] }: Facts,
): Promise<readonly ExpectationOutcome[]> => {
  if (expect.length === 0 || run.injectedAtMs === undefined || expectations.length > 0) return expectations;
  const outcomes = await Promise.all(
    expect.map(async (one) => judgeExpectation(one, run, await observed(ports, run, one), ports.clock.now())),
  );
  // The conclusion carries them too.
  await Promise.allSettled([
    note(ports, run.runId, 'expectations-judged', { data: { outcomes } }, { once: true }),
  ]);
  return outcomes;
};

/** What is on record of a run's expectations. */
export const expectationsIn = (journal: readonly JournalRecord[]): readonly ExpectationOutcome[] => {
  const { outcomes } = (journal.find(({ kind }) => kind === 'expectations-judged')?.data ?? {}) as {
    readonly outcomes?: readonly ExpectationOutcome[];
  };
  return outcomes ?? [];
};

const observed = async (ports: Ports, run: Run, one: Expectation): Promise<Observed> => {
  try {
    return await inTime(ports, () => read(ports, run, one));
  } catch (failure) {
    return { unreadable: failure instanceof Error ? failure.message : String(failure) };
  }
};

const read = async (ports: Ports, run: Run, one: Expectation): Promise<Observed> => {
  if ('alarm' in one) return { changes: await ports.alarms.history(one.alarm, run.createdAtMs) };
  const fromMs = run.injectedAtMs ?? run.createdAtMs;
  return { acknowledgement: await ports.acknowledgements.first(one.acknowledged, fromMs) };
};

// The targets are back, but their lease is held until the run is closed.
const patienceMs = 15_000;

const inTime = ({ clock }: Pick<Ports, 'clock'>, ask: () => Promise<Observed>): Promise<Observed> =>
  new Promise((resolve, reject) => {
    const late = () => reject(new Error(`no answer within ${formatDuration(patienceMs)}`));
    const cancel = clock.at(clock.now() + patienceMs, late);
    ask().then(resolve, reject).finally(cancel);
  });
