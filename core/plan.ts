import { canonicalJson, sha256Hex } from './chain.ts';
import { chooserOf } from './choosers.ts';
import { WrongAsAsked } from './errors.ts';
import { alarmsExpected } from './expectations.ts';
import type { Chooser, Experiment, Fault, Limits, Selection } from './experiment.ts';
import { type Candidacy, overLimits, unwilling } from './limits.ts';
import type { FaultDriver } from './ports.ts';
import type { ExperimentRef, Plan, Refusal, Replay, ResolvedTarget } from './run.ts';

/** A plan, or every reason why there can be none. */
export type Planned =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Resolves an experiment into what would really be hit. Nothing is touched. */
export const makePlan = async (
  drivers: readonly FaultDriver[],
  ref: ExperimentRef,
  experiment: Experiment,
  seed: string,
  replay?: Replay,
): Promise<Planned> => {
  const { name, version } = ref;
  const outcomes = await Promise.all(
    experiment.faults.map((fault) => planFault(drivers, fault, experiment.limits, seed, replay)),
  );
  const possible = outcomes.flatMap((outcome) => ('planned' in outcome ? [outcome] : []));
  const refusals = outcomes.flatMap((outcome) => ('planned' in outcome ? [] : [outcome]));
  const observeMs = observationMs(experiment);
  const overall = [...refusals, ...overLimits(possible, experiment, observeMs)];
  if (overall.length > 0) return { ok: false, refusals: overall };
  const faults = possible.map(({ planned }) => planned);
  const facts = { experiment: { name, version }, seed, faults, observeMs };
  return { ok: true, plan: { ...facts, hash: hashOf(facts) } };
};

/** The hash that a person approves: of everything else in the plan. */
export const hashOf = ({ experiment, seed, faults, observeMs }: Omit<Plan, 'hash'>): string =>
  sha256Hex(canonicalJson({ experiment, seed, faults, observeMs })).slice(0, 16);

/** The driver that makes a fault, if any does. */
export const driverOf = (
  drivers: readonly FaultDriver[],
  { action, parameters }: Pick<Fault, 'action' | 'parameters'>,
): FaultDriver | undefined => drivers.find((driver) => driver.facts(action, parameters) !== undefined);

/** From the first fault to the end of the last; at least one `holdFor` after the last begins, or nothing was observed. */
const observationMs = ({ faults, steadyState }: Experiment): number =>
  Math.max(
    ...faults.map(
      ({ startAfterMs, durationMs }) => startAfterMs + Math.max(durationMs, steadyState.holdForMs),
    ),
  );

const planFault = async (
  drivers: readonly FaultDriver[],
  fault: Fault,
  limits: Limits,
  seed: string,
  replay: Replay | undefined,
): Promise<Candidacy | Refusal> => {
  const { name, action, parameters, startAfterMs, durationMs } = fault;
  const driver = driverOf(drivers, fault);
  const facts = driver?.facts(action, parameters);
  const why = drivers.flatMap((one) => one.refuses?.(action) ?? [])[0];
  if (!driver || !facts)
    return refuse('action', `fault "${name}": no driver here makes ${action}${why ? `: ${why}` : ''}`);
  if (facts.resourceType !== '*' && facts.resourceType !== fault.targets.resourceType)
    return refuse(
      'action',
      `fault "${name}": ${action} acts on ${facts.resourceType}, not on ${fault.targets.resourceType}`,
    );
  const chooser = chooserOf(fault.targets);
  if (!(facts.choosers ?? byNameOrTag).includes(chooser))
    return refuse('targets', `fault "${name}": targets of ${action} cannot be chosen by ${chooser}`);
  const { select, parameters: targetParameters = {} } = fault.targets;
  const atStart = facts.chosenAtStart ? { parameters: targetParameters, select } : undefined;
  const [found] = await Promise.allSettled([driver.resolve(fault)]);
  if (found.status === 'rejected') {
    // What was asked wrongly is asked wrongly the next time too; anything else may be better then.
    if (!(found.reason instanceof WrongAsAsked)) throw found.reason;
    return refuse('targets', `fault "${name}": ${found.reason.message}`);
  }
  const candidates = found.value;
  const lost = replay && unrepeatable(fault, candidates, replay, atStart !== undefined);
  if (lost) return refuse('targets', `fault "${name}": ${lost}`);
  const victims = replay?.victims[name] ?? [];
  const again = candidates.filter(({ arn }) => victims.includes(arn));
  const chosen = () => (atStart ? candidates : choose(candidates, select, `${seed}/${name}`));
  const targets = replay ? again : chosen();
  if (targets.length === 0)
    return refuse(
      'targets',
      `fault "${name}": ${describe(fault.targets.select)} of ${candidates.length} candidates is none`,
    );
  const { key, value } = limits.consentTag;
  const refusing = unwilling(targets, limits);
  if (refusing.length > 0)
    return refuse('consent', `fault "${name}": ${refusing.join(', ')} lacks the consent tag ${key}=${value}`);
  const { revertClass, iamEnforced, undo } = facts;
  const fleet = candidates.length;
  const what = { targets, fleet, ...(atStart && { atStart }), parameters, startAfterMs, durationMs };
  const planned = { name, action, driver: driver.name, revertClass, ...what, undo, iamEnforced };
  return { planned, candidates };
};

/** Why a fault cannot hit once more what an earlier run hit. */
const unrepeatable = (
  { name }: Fault,
  candidates: readonly ResolvedTarget[],
  { runId, victims }: Replay,
  isChosenAtStart: boolean,
): string | undefined => {
  if (isChosenAtStart)
    return `FIS chooses its targets when it starts, so those of ${runId} cannot be hit again`;
  const arns = victims[name];
  if (arns === undefined) return `run ${runId} has no fault of that name to repeat`;
  const gone = arns.filter((arn) => !candidates.some((one) => one.arn === arn));
  return gone.length > 0
    ? `${gone.join(', ')}, hit by ${runId}, is not among the candidates any more`
    : undefined;
};

// A driver that does not know a way would find everything by it.
const byNameOrTag: readonly Chooser[] = ['arns', 'tags'];

/** The targets that a selection makes of its candidates. PERCENT rounds down, as FIS does. */
export const choose = (
  candidates: readonly ResolvedTarget[],
  select: Selection,
  seed: string,
): readonly ResolvedTarget[] => {
  const inSeedOrder = candidates
    .map((target) => ({ target, rank: sha256Hex(`${seed}/${target.arn}`) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ target }) => target);
  if (select.mode === 'ALL') return inSeedOrder;
  if (select.mode === 'COUNT')
    return candidates.length < select.count ? [] : inSeedOrder.slice(0, select.count);
  return inSeedOrder.slice(0, Math.floor((candidates.length * select.percent) / 100));
};

const describe = (select: Selection): string => {
  if (select.mode === 'ALL') return 'ALL';
  return select.mode === 'COUNT' ? `COUNT(${select.count})` : `PERCENT(${select.percent})`;
};

const refuse = (guard: string, reason: string): Refusal => ({ guard, reason });

/** What a lease must cover: the targets, what contains them, and the alarms that judge them. */
export const leaseKeys = (plan: Plan, experiment: Experiment): readonly string[] => {
  const targets = plan.faults.flatMap((fault) => fault.targets);
  const alarms = experiment.steadyState.probes.flatMap((probe) =>
    probe.type === 'alarm' ? [`alarm:${probe.alarm}`] : [],
  );
  const expected = alarmsExpected(experiment).map((alarm) => `alarm:${alarm}`);
  const hit = targets.flatMap(({ arn, containers }) => [arn, ...containers]);
  return [...new Set([...hit, ...alarms, ...expected])].sort();
};
