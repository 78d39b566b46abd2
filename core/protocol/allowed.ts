import { canonicalJson } from '../chain.ts';
import { Fenced } from '../errors.ts';
import type { Experiment } from '../experiment.ts';
import { closedWindow, engagedLever } from '../guards.ts';
import { pinned, unwilling } from '../limits.ts';
import { driverOf } from '../plan.ts';
import type { Ports } from '../ports.ts';
import type { FaultRecord, Image, Run, Signal } from '../run.ts';
import { unapproved } from './approval.ts';
import { considerSignals } from './on-signal.ts';
import { endsWithPlan } from './only-plan.ts';
import { signalRun } from './signal.ts';

type No = Pick<Signal, 'kind' | 'reason'>;

/** Looks at everything that may forbid one more fault, right before it; a no stops the run. */
export const stopUnlessAllowed = async (
  ports: Ports,
  run: Run,
  experiment: Experiment,
  fault: FaultRecord,
): Promise<void> => {
  await considerSignals(ports, run);
  const no =
    plannedOnly(run) ??
    (await lever(ports, experiment)) ??
    (await window(ports, experiment)) ??
    approval(run, experiment, ports.clock.now()) ??
    deadline(run, ports.clock.now()) ??
    (await consent(ports, experiment, fault)) ??
    (await changed(ports, run, fault));
  if (no === undefined) return;
  await signalRun(ports, run.runId, { ...no, atMs: ports.clock.now(), actor: ports.actor });
  throw new Fenced(`Nothing more of run ${run.runId} may be injected: ${no.reason}`);
};

const plannedOnly = (run: Run): No | undefined => {
  const end = endsWithPlan(run);
  return end && { kind: 'guard', reason: end.reason };
};

const lever = async (ports: Ports, experiment: Experiment): Promise<No | undefined> => {
  const reason = await engagedLever(ports, experiment);
  return reason === undefined ? undefined : { kind: 'lever', reason };
};

const window = async (ports: Ports, experiment: Experiment): Promise<No | undefined> => {
  const nowMs = ports.clock.now();
  const reason = await closedWindow(ports, experiment, nowMs, nowMs);
  return reason === undefined ? undefined : { kind: 'guard', reason };
};

// An approval must be fresh when the faults begin; it does not run out in the middle of what it approved.
const approval = (run: Run, { approval: { required } }: Experiment, nowMs: number): No | undefined => {
  const reason = unapproved(run, required, run.injectedAtMs ?? nowMs);
  return reason === undefined ? undefined : { kind: 'guard', reason };
};

const deadline = ({ deadlineMs = Infinity }: Run, nowMs: number): No | undefined =>
  nowMs >= deadlineMs ? { kind: 'deadline', reason: 'its deadline has passed' } : undefined;

const consent = async (
  ports: Ports,
  { faults, limits }: Experiment,
  record: FaultRecord,
): Promise<No | undefined> => {
  const { name, targets } = record;
  const fault = faults.find((one) => one.name === name);
  const driver = driverOf(ports.faults, record);
  const now = fault && driver ? await driver.resolve(pinned(fault, targets)) : [];
  const there = new Set(now.map(({ arn }) => arn));
  const gone = targets.filter(({ arn }) => !there.has(arn)).map(({ label }) => label);
  if (gone.length > 0) return { kind: 'target', reason: `${gone.join(', ')} is no longer there` };
  const no = unwilling(now, limits);
  return no.length > 0 ? { kind: 'target', reason: `${no.join(', ')} no longer consents` } : undefined;
};

/** An undo writes the before-image, so what somebody has changed since it was taken would be overwritten (S10). */
const changed = async (ports: Ports, { runId, plan }: Run, fault: FaultRecord): Promise<No | undefined> => {
  const { ordinal, state, revertClass, driver: name, targets } = fault;
  // What cannot be undone overwrites nothing.
  const planned = plan?.faults[ordinal];
  if (revertClass === 'irreversible' || planned === undefined) return undefined;
  const earlier = (await ports.runs.faults(runId)).filter(
    (other) => other.ordinal !== ordinal && other.driver === name && other.state !== 'armed',
  );
  const now = await driverOf(ports.faults, fault)?.snapshot(planned);
  const strange = targets.filter(({ arn }) => {
    // What was sent before, and not answered, may be there.
    const mine = state === 'armed' ? [] : [fault.after[arn]];
    const expected = [fault.before[arn], ...mine, ...earlier.map(({ after }) => after[arn])];
    return !expected.some((image) => isSame(image, now?.before[arn]));
  });
  const labels = strange.map(({ label }) => label).join(', ');
  return labels
    ? { kind: 'target', reason: `${labels} has changed since its before-image was taken` }
    : undefined;
};

const isSame = (one: Image | undefined, other: Image | undefined): boolean =>
  one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other);
