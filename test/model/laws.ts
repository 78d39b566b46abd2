import { expect } from 'vitest';
import { verifyChain } from '../../core/chain.ts';
import { isFiredrillError } from '../../core/errors.ts';
import { firingSinceMs, leverSinceMs, loudSinceMs } from './impediments.ts';
import { isBeforeRevert, isFaulty, type Model, type RunModel } from './model.ts';
import { isOver, mayRest } from './phases.ts';
import type { System } from './system.ts';

/** What must be true between any two commands. */
export const mustHold = async (real: System): Promise<void> => {
  const { shop, model, clock } = real;
  const nowMs = clock.now();
  const wrong = [...shop.violations, ...shop.complaints, ...real.complaints];
  for (const run of model.runs.values()) {
    const stored = await shop.runs.get(run.runId);
    if (stored?.state !== run.phase) wrong.push(`${run.runId} is ${stored?.state}, not ${run.phase}`);
    if (run.closedAs !== undefined && JSON.stringify(stored) !== run.closedAs)
      wrong.push(`${run.runId} was changed after it was closed`);
    const isArmed = shop.deadMan.firesAtMs(run.runId) !== undefined;
    if (isArmed && run.phase === 'closed') wrong.push(`${run.runId} is closed, and its dead man armed`);
    if (!isArmed && run.phase !== 'closed' && run.effectsAtMs.length > 0)
      wrong.push(`${run.runId} is open, and has no dead man`);
    wrong.push(...overdue(model, run, nowMs).map((what) => `${run.runId} is ${run.phase}: ${what}`));
  }
  wrong.push(...astray(real), ...(await leasesAmiss(real)));
  expect(wrong).toEqual([]);
};

/** What must be true when everything has had its time. */
export const mustBeHome = async ({ shop, model, engine, failures }: System): Promise<void> => {
  for (const { runId } of model.runs.values()) {
    expect(verifyChain(await shop.journal.read(runId))).toMatchObject({ ok: true });
    expect({ runId, execution: engine.describeExecution(runId).status }).not.toMatchObject({
      execution: 'RUNNING',
    });
    expect(shop.notices.told.filter(({ about }) => about === runId)).not.toEqual([]);
    expect(shop.reports.saved.has(runId)).toBe(true);
  }
  expect(shop.notices.told.filter(({ kind }) => kind === 'needs-human')).toEqual([]);
  // A no that has a name is an answer; anything else is a defect.
  expect(failures.filter((failure) => !isFiredrillError(failure))).toEqual([]);
  expect(await shop.leases.list()).toEqual([]);
  expect(shop.targets.all().filter(({ state }) => state !== 'running')).toEqual([]);
};

// Whatever nobody hears of, the reconciler's next look shows.
const overdue = (model: Model, run: RunModel, nowMs: number): readonly string[] => {
  const { asked, approval, phase } = run;
  const wasSeen = (sinceMs = Infinity) => sinceMs < model.lookedAtMs;
  const wrong = {
    'it rests where nothing ought to rest': !mayRest(run),
    'it goes on though it was stopped': isBeforeRevert(run) && (asked.has('person') || asked.has('dead man')),
    'it goes on though a lever is engaged': isBeforeRevert(run) && wasSeen(leverSinceMs(model, run)),
    'it goes on though its alarm is not OK': isFaulty(run) && wasSeen(loudSinceMs(model, run)),
    'it waits though its alarm fires': phase === 'checking' && wasSeen(firingSinceMs(model, run)),
    'it goes on though its time is over': isFaulty(run) && isOver(run, nowMs - 1) && !asked.has('aborted'),
    'it has its answer': phase === 'awaiting-approval' && wasSeen(approval?.atMs),
    'its execution has ended without it': phase !== 'closed' && wasSeen(asked.get('aborted')),
  };
  return Object.entries(wrong).flatMap(([what, is]) => (is ? [what] : []));
};

/** What is faulted, though no run may have anything faulted there. */
const astray = ({ shop, model }: System): readonly string[] => {
  const mayHurt = [...model.runs.values()].filter((run) => isFaulty(run) || !isHome(run));
  const allowed = new Set(mayHurt.flatMap(({ shape }) => shape.hits));
  return shop.targets
    .all()
    .filter(({ state, target }) => state !== 'running' && !allowed.has(target.arn))
    .map(({ target, state }) => `${target.label} is ${state}, and no run may have done it`);
};

// A run without its execution waits for the reconciler's next look.
const isHome = ({ phase, asked }: RunModel) => !(phase === 'reverting' && asked.has('aborted'));

const leasesAmiss = async ({ shop, model }: System): Promise<readonly string[]> => {
  const holders = [...model.runs.values()].filter(({ holdsLease }) => holdsLease);
  const wanted = holders.flatMap(({ runId, shape }) => shape.keys.map((key) => `${key} by ${runId}`));
  const held = (await shop.leases.list()).map(({ key, holder }) => `${key} by ${holder}`);
  const missing = wanted.filter((one) => !held.includes(one)).map((one) => `nobody holds ${one}`);
  return [...missing, ...held.filter((one) => !wanted.includes(one)).map((one) => `still held: ${one}`)];
};
