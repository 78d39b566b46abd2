import type { Clock } from '../../../core/ports.ts';
import type { ResolvedTarget } from '../../../core/run.ts';

/** What one attribute of a resource is, and was. */
type Kept = { value: string; readonly past: { readonly atMs: number; readonly value: string }[] };

/** An effect of a run on one attribute of one resource: on its way, there, or over. */
export type Effect = {
  readonly runId: string;
  readonly ordinal: number;
  readonly arn: string;
  readonly attribute: string;
  /** What it was before anything of the run landed there. */
  readonly before: string;
  readonly to: string;
  readonly isReversible: boolean;
  readonly sentAtMs: number;
  landedAtMs?: number;
  endedAtMs?: number;
  /** When it was as before again; what others do to it after that is theirs. */
  restoredAtMs?: number;
};

/** Resources that remember their true state, whatever anybody believes. */
export type Fleet = ReturnType<typeof openFleet>;

/** What a target is when somebody else has changed it. */
export const changedBySomebody = 'changed by somebody';

/** As all is when nothing is wrong. */
export const well = 'well';

/** Opens a fleet of resources; `changed` hears of every true change. */
export const openFleet = (
  clock: Pick<Clock, 'now' | 'at'>,
  targets: readonly ResolvedTarget[],
  changed: () => void,
) => {
  const resources = new Map(targets.map((target) => [target.arn, { target, kept: new Map<string, Kept>() }]));
  const effects: Effect[] = [];
  // What a run has made at the far end besides its effects.
  const templates = new Map<string, string>();
  // Set while a disturbed call is made.
  const weather = { onlyFirst: false, staleMs: 0, isReplacementLate: false };

  const keptOf = (arn: string, attribute: string): Kept => {
    const resource = resources.get(arn);
    if (resource === undefined) throw new Error(`There is no resource ${arn}`);
    const kept = resource.kept.get(attribute) ?? { value: well, past: [{ atMs: -Infinity, value: well }] };
    resource.kept.set(attribute, kept);
    return kept;
  };

  // Whoever changed it puts it back to what it was before the run as well.
  const ours = (arn: string, attribute: string, past: Kept['past']): string => {
    const effect = effects.find((one) => one.arn === arn && one.attribute === attribute);
    return effect?.before ?? past.at(-2)?.value ?? well;
  };

  const set = (arn: string, attribute: string, value: string): void => {
    const kept = keptOf(arn, attribute);
    if (kept.value === value) return;
    kept.value = value;
    kept.past.push({ atMs: clock.now(), value });
    for (const effect of effects) {
      if (effect.arn !== arn || effect.attribute !== attribute || effect.landedAtMs === undefined) continue;
      if (effect.to !== value) effect.endedAtMs ??= clock.now();
      if (value === (effect.isReversible ? effect.before : 'replaced')) effect.restoredAtMs ??= clock.now();
    }
    changed();
  };

  return {
    effects,
    templates,
    weather,
    targets: () => [...resources.values()].map(({ target }) => target),
    /** The consent of one is withdrawn. */
    withdraw: (arn: string) => {
      const resource = resources.get(arn);
      if (resource) resources.set(arn, { ...resource, target: { ...resource.target, tags: {} } });
    },
    /** The truth. */
    value: (arn: string, attribute: string): string => keptOf(arn, attribute).value,
    /** What a read shows, which may be a little old. */
    read: (arn: string, attribute: string): string => {
      const atMs = clock.now() - weather.staleMs;
      return keptOf(arn, attribute).past.findLast((one) => one.atMs <= atMs)?.value ?? well;
    },
    set,
    /** What somebody else has changed last, and what it was before. */
    strange: () =>
      [...resources].flatMap(([arn, { kept }]) =>
        [...kept].flatMap(([attribute, { value, past }]) =>
          value === changedBySomebody ? [{ arn, attribute, before: ours(arn, attribute, past) }] : [],
        ),
      ),
    /** An effect that has been accepted, and lands a little later. */
    send: (effect: Omit<Effect, 'before' | 'sentAtMs'>, afterMs: number): void => {
      const { arn, attribute, runId, to } = effect;
      const earlier = effects.find(
        (one) => one.runId === runId && one.arn === arn && one.attribute === attribute,
      );
      const before = earlier?.before ?? keptOf(arn, attribute).value;
      const sent: Effect = { ...effect, before, sentAtMs: clock.now() };
      effects.push(sent);
      clock.at(clock.now() + afterMs, () => {
        sent.landedAtMs = clock.now();
        set(arn, attribute, to);
      });
    },
    /** Everything of a run that is there now and ought not to be. */
    live: (runId: string): readonly Effect[] =>
      effects.filter(
        (one) => one.runId === runId && one.landedAtMs !== undefined && one.endedAtMs === undefined,
      ),
    /** Accepted, and not there yet. */
    onTheWay: (runId: string): readonly Effect[] =>
      effects.filter((one) => one.runId === runId && one.landedAtMs === undefined),
  };
};
