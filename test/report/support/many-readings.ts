import { chain, verifyChain } from '../../../core/chain.ts';
import type { JournalRecord } from '../../../core/ports.ts';
import type { RunResult } from '../../../core/result.ts';
import type { Reading } from '../../../core/run.ts';
import { concludeRun } from '../../../core/verdict.ts';
import { shopProbe } from '../../support/an-experiment.ts';
import { aRun, someFacts } from '../../support/facts.ts';

const everyMs = 1_000;

/** A result with so many readings, as a run would leave it: each of them in the journal too. */
export const resultWith = (readings: number, isBad: (n: number) => boolean): RunResult => {
  const all = Array.from({ length: readings }, (_, n): Reading => {
    const value = 40 + ((n * 7_919) % 400) + (isBad(n) ? 2_000 : 0);
    const atMs = n * everyMs;
    return {
      probe: 'shop',
      atMs,
      ok: !isBad(n),
      value,
      detail: `HTTP ${isBad(n) ? 503 : 200} after ${value} ms`,
    };
  });
  const lastMs = readings * everyMs;
  const facts = someFacts({
    run: aRun({
      ...{ revertingAtMs: lastMs / 2, undoneAtMs: lastMs / 2, verifiedAtMs: lastMs / 2 + 1_000 },
      recovered: { inTime: true, steadyFromMs: lastMs - 60_000 },
    }),
    readings: new Map([['shop', all]]),
  });
  const { run, experiment, faults, alarms } = facts;
  const probes = [
    shopProbe({ expect: { status: [200], maxLatencyMs: 1_000 } }),
    ...experiment.steadyState.probes.slice(1),
  ];
  const journal = journalOf(all);
  return {
    format: 'firedrill.run/1',
    run: { ...run, state: 'closed', conclusion: concludeRun(facts) },
    experiment: { ...experiment, steadyState: { ...experiment.steadyState, probes } },
    ...{ faults, journal, chain: verifyChain(journal) },
    readings: { shop: all },
    alarms: Object.fromEntries(alarms),
  };
};

const journalOf = (all: readonly Reading[]): readonly JournalRecord[] => {
  const records: JournalRecord[] = [];
  const note = (kind: string, actor: string, atMs: number, data?: JournalRecord['data']) =>
    records.push(chain(records.at(-1), { kind, actor, atMs, ...(data && { data }) }));
  note('checking-steady-state', 'firedrill', 0);
  for (const reading of all) note('reading', reading.probe, reading.atMs, { ...reading });
  note('concluded', 'firedrill', all.length * everyMs);
  return records;
};
