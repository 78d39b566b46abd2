import { choosersOf } from '../../../core/choosers.ts';
import { WrongAsAsked } from '../../../core/errors.ts';
import type { ActionFacts, FaultDriver } from '../../../core/ports.ts';
import type { FaultRecord, Image, PlannedFault, ResolvedTarget } from '../../../core/run.ts';

/** What a fault of ours changes: named values of a target. Pure, so that every part of its driver has it. */
export type Attribute = {
  /** In documents, and the driver's name. */
  readonly action: string;
  readonly facts: Omit<ActionFacts, 'revertClass' | 'choosers'>;
  /** The parameters it knows, besides `duration`. */
  readonly parameters: readonly string[];
  /** All values of a target are written by one call, instead of one call each. */
  readonly together?: boolean;
  /** What the fault makes of a target as it was. Throws `WrongAsAsked` where the parameters say nothing sensible. */
  faulty(parameters: PlannedFault['parameters']): (before: Image) => Image;
  /** One value in words, where its name and itself would not read well. */
  inWords?(name: string, value: Image[string]): string;
};

/** A target as its own service describes it now. */
export type Look = {
  readonly image: Image;
  /** What the service is doing with it: a value that is neither the old nor the new one is no drift meanwhile. */
  readonly settling?: string;
  /** What else there is to see, for people. */
  readonly also?: string;
};

/** A fault whose targets are looked at: before its images are taken, or with them. */
export type About = PlannedFault | FaultRecord;

/** Reads targets at the service that owns them, by ARN; what is missing in the answer is gone. */
export type Read = (targets: readonly ResolvedTarget[], about: About) => Promise<ReadonlyMap<string, Look>>;

/** Writes values of one target. The answer is what somebody else has done to it meanwhile, in words, if that shows. */
export type Write = (
  target: ResolvedTarget,
  values: Image,
  record: FaultRecord,
) => Promise<string | undefined>;

/** What every part of a driver knows without asking anybody. */
export type Head = Pick<FaultDriver, 'name' | 'lateEffectMs' | 'facts'>;

/**
 * None of the services behind these drivers can refuse a late call, and none knows a token. The fence is read before each
 * write; what has passed it ends with the function that injects, after 60 s, and arrives within ten of that.
 */
const lateEffectMs = 70_000;

/** The part of a driver that asks nobody. */
export const headOf = ({ action, facts }: Attribute): Head => ({
  name: action,
  lateEffectMs,
  facts: (asked) =>
    asked === action
      ? { ...facts, revertClass: 'ours', choosers: choosersOf(facts.resourceType) }
      : undefined,
});

/** Refuses parameters that an action does not know: a misspelt one would mean its default. */
export const checkParameters = (attribute: Attribute, parameters: PlannedFault['parameters']): void => {
  const known = [...attribute.parameters, 'duration'];
  const unknown = Object.keys(parameters).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new WrongAsAsked(
      `${attribute.action} has no parameter ${unknown}; what it knows: ${known.join(', ')}`,
    );
  attribute.faulty(parameters);
};
