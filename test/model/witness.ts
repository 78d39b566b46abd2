import type { FaultDriver, Runs } from '../../core/ports.ts';
import type { FaultRecord, Run, RunState } from '../../core/run.ts';
import type { Shop } from '../support/shop.ts';
import { isBeforeRevert, type Model } from './model.ts';
import { mayNotGo, mayNotInject, wasEarly } from './phases.ts';
import { verdictsOf, wasLoud } from './verdicts.ts';

/** What happened that the model does not allow, in the order in which it happened. */
export type Complaints = readonly string[];

/** The same shop, with every step of every run held against the model at the moment it is taken. */
export const witnessed = (shop: Shop, model: Model): Shop & { readonly complaints: Complaints } => {
  const complaints: string[] = [];
  const complain = (what: string, why: readonly string[]) => {
    if (why.length > 0) complaints.push(`${what}: ${why.join('; ')}`);
  };
  const known = (runId: string) => {
    const run = model.runs.get(runId);
    if (run === undefined) throw new Error(`The model knows no run ${runId}`);
    return run;
  };

  const went = (after: Run, to: RunState) => {
    const nowMs = shop.clock.now();
    const run = known(after.runId);
    complain(`${run.runId} went from ${run.phase} to ${to}`, mayNotGo(model, run, to, nowMs));
    if (to === 'closed') judge(after);
    if (to === 'committed') run.holdsLease = true;
    if (to === 'reverting' && isBeforeRevert(run)) {
      run.isEarly = wasEarly(model, run, nowMs);
      run.isBroken = wasLoud(model, run);
      run.revertingAtMs = nowMs;
    }
    run.phase = to;
    run.sinceMs = nowMs;
  };
  const judge = (after: Run) => {
    const run = known(after.runId);
    const allowed = verdictsOf(model, run, shop.clock.now());
    const { hypothesis, restoration, exitCode } = after.conclusion ?? {};
    const fits = allowed.some(
      (one) => one.hypothesis === hypothesis && one.restoration === restoration && one.exitCode === exitCode,
    );
    const wanted = allowed.map((one) => `${one.hypothesis} ${one.restoration} ${one.exitCode}`).join(' or ');
    complain(
      `${run.runId} was closed as ${hypothesis} ${restoration} ${exitCode}`,
      fits ? [] : [`it ought to be ${wanted}`],
    );
    run.holdsLease = false;
    run.closedAs = JSON.stringify(after);
  };
  const hurt = ({ runId, name }: FaultRecord) => {
    const run = known(runId);
    complain(`${runId} injected ${name}`, mayNotInject(model, run, shop.clock.now()));
    run.effectsAtMs.push(shop.clock.now());
  };

  return {
    ...shop,
    complaints,
    runs: seenToGo(shop.runs, went),
    faults: shop.faults.map((driver) => seenToHurt(driver, shop.far.injected, hurt)),
  };
};

const seenToGo = (runs: Runs, went: (after: Run, to: RunState) => void): Runs => ({
  ...runs,
  update: async (runId, condition, change) => {
    const after = await runs.update(runId, condition, change);
    if (after && change.state) went(after, change.state);
    return after;
  },
});

const seenToHurt = (
  driver: FaultDriver,
  injected: readonly string[],
  hurt: (fault: FaultRecord) => void,
): FaultDriver => ({
  ...driver,
  inject: async (fault) => {
    const before = injected.length;
    await driver.inject(fault);
    if (injected.length > before) hurt(fault);
  },
});
