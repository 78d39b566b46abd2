import type { Facts } from '../../core/facts.ts';
import type { FaultRecord, Reading, Run } from '../../core/run.ts';
import { anExperiment, errorsAlarm, instanceArn, shopProbe } from './an-experiment.ts';

/** A run that held, from steady at second 0 over faults from 60 to 180 to recovered at 180, but for what the test says. */
export const aRun = (fields: Partial<Run> = {}): Run => ({
  runId: 'r',
  experiment: { name: 'one', version: 'v' },
  trigger: { kind: 'cli', actor: 'ana' },
  seed: 'r',
  state: 'recovering',
  epoch: 1,
  createdAtMs: 0,
  ...{ steadyFromMs: 0, injectedAtMs: 60_000, revertingAtMs: 180_000, undoneAtMs: 180_000 },
  ...{ verifiedAtMs: 181_000, recovered: { inTime: true, steadyFromMs: 0 } },
  ...fields,
});

/** A fault that was injected, proven, undone and verified, but for what the test says. */
export const aFaultRecord = (fields: Partial<FaultRecord> = {}): FaultRecord => ({
  ...{ runId: 'r', ordinal: 0, name: 'stop-one', action: 'aws:ec2:stop-instances', driver: 'memory' },
  ...{ revertClass: 'if-asked', parameters: {}, startAfterMs: 0, durationMs: 120_000 },
  targets: [{ arn: instanceArn(1), label: 'web-1', tags: {}, containers: [] }],
  ...{ before: {}, after: {}, deadlineMs: 660_000, token: 'r/0', state: 'verified' },
  ...{ intendedAtMs: 60_000, injectedAtMs: 60_000, undoneAtMs: 180_000, verifiedAtMs: 181_000 },
  proof: { atMs: 61_000, level: 2, seen: 'web-1 stopped' },
  ...fields,
});

/** A reading a second, all good but at the given seconds. */
export const everySecond = (fromS: number, toS: number, badAt: readonly number[] = []): readonly Reading[] =>
  Array.from({ length: toS - fromS + 1 }, (_, n) => ({
    ...{ probe: 'shop', atMs: (fromS + n) * 1_000, detail: 'HTTP' },
    ok: !badAt.includes(fromS + n),
  }));

/** Everything about a run that held, but for what the test says. */
export const someFacts = (fields: Partial<Facts> = {}): Facts => ({
  run: aRun(),
  experiment: anExperiment({ steadyState: { holdForMs: 30_000, probes: [shopProbe(), errorsAlarm] } }),
  faults: [aFaultRecord()],
  readings: new Map([['shop', everySecond(0, 215)]]),
  alarms: new Map([['errors', [{ atMs: 0, state: 'OK', reason: 'fine' }]]]),
  ...fields,
});
