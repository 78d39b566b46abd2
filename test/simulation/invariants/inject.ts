import { beforeRevert, type FaultRecord } from '../../../core/run.ts';
import type { Invocation } from '../invocation.ts';
import type { Must, Seen } from './seen.ts';
import type { Witness } from './witness.ts';

const fiveMinutesMs = 5 * 60_000;
const graceMs = 5_000;

/** Everything that must be so when a fault is sent. */
export const checkInject = (
  { peek, fleet, deadMan, leases, clock, weather, scenario }: Witness,
  seen: Seen,
  must: Must,
  invocation: Invocation,
  fault: FaultRecord,
): void => {
  const { runId, ordinal, name, token, targets } = fault;
  const run = peek.run(runId);
  const record = peek.faults(runId).find((one) => one.ordinal === ordinal);
  const skewMs = Math.max(Math.abs(weather.skewMs), Math.abs(weather.othersSkewMs));
  const { limits, approval } = scenario.experiment;

  must('S1', record?.state === 'intended', () => `${name} was sent while its record is ${record?.state}`);
  must(
    'S1',
    peek.journal(runId).some(({ kind, data }) => kind === 'fault-intended' && data?.fault === name),
    () => `${name} was sent and its intent is not in the journal`,
  );
  for (const { arn } of targets) {
    const effect = fleet.effects.find(
      (one) => one.runId === runId && one.arn === arn && one.attribute === fault.driver,
    );
    const before = effect?.before ?? fleet.value(arn, fault.driver);
    must(
      'S2',
      record?.before[arn]?.value === before,
      () => `${name}: the before-image of ${arn} is ${record?.before[arn]?.value}, and it was ${before}`,
    );
  }
  const firesAtMs = deadMan.firesAtMs(runId);
  must('S3', firesAtMs !== undefined, () => `${name} was sent with no dead man armed`);
  must(
    'S3',
    (firesAtMs ?? 0) <= clock.now() + fiveMinutesMs + skewMs + graceMs,
    () => `the dead man comes too late for ${name}`,
  );
  const latestMs = clock.now() + limits.maxDurationMs + skewMs;
  must(
    'S4',
    record !== undefined && record.deadlineMs <= latestMs,
    () => `the deadline of ${name} is beyond the maximum`,
  );
  must(
    'S4',
    record !== undefined && clock.now() < record.deadlineMs + skewMs + graceMs,
    () => `${name} was sent after its deadline`,
  );

  const { fencePassed, lastLanded } = invocation;
  must(
    'S5',
    fencePassed?.runId === runId && lastLanded === 'runs.update',
    () => `${name} was sent without a fence just before`,
  );
  const begunAt = seen.begunAt.get(runId) ?? Infinity;
  must(
    'S5',
    (fencePassed?.step ?? Infinity) < begunAt,
    () => `${name} was sent through a fence that had closed`,
  );
  must(
    'S5',
    run !== undefined &&
      (beforeRevert.some((state) => state === run.state) || begunAt > (fencePassed?.step ?? Infinity)),
    () => `${name} was sent while the run is ${run?.state}`,
  );
  const tokens = seen.tokens.get(`${runId}/${ordinal}`) ?? new Set();
  seen.tokens.set(`${runId}/${ordinal}`, tokens.add(token));
  must('S5', tokens.size === 1, () => `${name} was sent with another token`);

  const since = (atMs: number | undefined) => atMs !== undefined && atMs < invocation.startedAtMs;
  must(
    'S8',
    invocation.unread === undefined,
    () => `${name} was sent although ${invocation.unread} gave no answer`,
  );
  must('S8', !since(seen.leverPulledAtMs), () => `${name} was sent with a lever pulled`);
  must('S8', !since(seen.badSinceMs), () => `${name} was sent while the alarm was off`);
  must(
    'S11',
    !since(seen.withdrawnAtMs),
    () => `${name} was sent to a target that had withdrawn its consent`,
  );
  must('S11', run?.onlyPlan === undefined, () => `${name} was sent by a run that was only to be planned`);
  must('S11', targets.length <= limits.maxTargets, () => `${name} was sent to ${targets.length} targets`);
  const planned = run?.plan?.faults.find((one) => one.name === name)?.targets.map(({ arn }) => arn) ?? [];
  must(
    'S11',
    targets.every(({ arn }) => planned.includes(arn)),
    () => `${name} was sent to what was not planned`,
  );
  const isApproved = run?.approval?.answer === 'approved' && run.approval.planHash === run.plan?.hash;
  const mayNotKnow = seen.revokedAtMs !== undefined && !since(seen.revokedAtMs);
  must(
    'S11',
    !approval.required || isApproved || mayNotKnow,
    () => `${name} was sent and nobody had approved it`,
  );
  const held = leases.held();
  must(
    'S13',
    targets.every(({ arn }) => held.get(arn) === runId),
    () => `${name} was sent without the lease on its targets`,
  );
};
