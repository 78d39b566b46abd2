import type { FaultRecord, Image, ResolvedTarget } from '../../../core/run.ts';
import type { Attribute, Look } from './attribute.ts';

/** How a target stands to its images, value by value. Values that the fault leaves alone are nobody's business here. */
export type Standing = {
  readonly target: ResolvedTarget;
  /** The values that are as the fault makes them. */
  readonly faulty: readonly string[];
  /** The values that are not. */
  readonly healthy: readonly string[];
  /** What somebody else has made of it, in words. */
  readonly drift?: string | undefined;
  /** What its service is still doing with it, in words. */
  readonly settling?: string;
  readonly gone: boolean;
  readonly seen: string;
};

type Images = Pick<FaultRecord, 'before' | 'after'>;

/** The names of the values that a fault changes on a target. */
export const changedOn = ({ before, after }: Images, arn: string): readonly string[] =>
  Object.keys(after[arn] ?? {}).filter((name) => after[arn]?.[name] !== before[arn]?.[name]);

/** The targets on which a fault changes anything at all. */
export const touched = <Record extends Images & Pick<FaultRecord, 'targets'>>(
  record: Record,
): readonly ResolvedTarget[] => record.targets.filter(({ arn }) => changedOn(record, arn).length > 0);

/** Compares a look with the images; no look means that the target is gone. */
export const standingOf = (
  attribute: Attribute,
  record: Images,
  target: ResolvedTarget,
  look: Look | undefined,
): Standing => {
  const { arn, label } = target;
  const gone = { faulty: [], healthy: [], gone: true, drift: `${label} is gone`, seen: `${label} is gone` };
  if (look === undefined) return { target, ...gone };
  const { image, settling, also } = look;
  const before = record.before[arn] ?? {};
  const after = record.after[arn] ?? {};
  const names = changedOn(record, arn);
  const faulty = names.filter((name) => image[name] === after[name]);
  const healthy = names.filter((name) => !faulty.includes(name));
  const seen = `${label}: ${[...names.map((name) => inWords(attribute, name, image)), ...(also ? [also] : [])].join(', ')}`;
  const standing = { target, faulty, healthy, gone: false, seen };
  if (settling !== undefined) return { ...standing, settling: `${label} ${settling}` };
  const isOther = healthy.some((name) => image[name] !== before[name]);
  return isOther ? { ...standing, drift: `somebody else has changed ${seen}` } : standing;
};

const inWords = (attribute: Attribute, name: string, image: Image): string => {
  const value = image[name];
  if (value === undefined) return `${name} is gone`;
  return attribute.inWords?.(name, value) ?? `${name} ${value ?? 'none'}`;
};

/** Some values of an image. */
export const valuesOf = (image: Image = {}, names: readonly string[]): Image =>
  Object.fromEntries(names.flatMap((name) => (image[name] === undefined ? [] : [[name, image[name]]])));

/** The values to write, one call after the other. */
export const callsFor = ({ together = false }: Attribute, names: readonly string[]) => {
  if (names.length === 0) return [];
  return together ? [names] : names.map((name) => [name]);
};
