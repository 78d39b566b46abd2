import type { Scene } from './scene.ts';
import type { Resource } from './template/template.ts';
import { isReference, isUnknown, isZone, knownText, whyUnknown } from './template/values.ts';

/** Over how many zones something is spread; undefined with the reason where the template does not say. */
export type Spread =
  | { readonly zones: number; readonly subnets: readonly Resource[] }
  | { readonly zones: undefined; readonly why: string; readonly subnets: readonly Resource[] };

/** The spread of a list of subnets, or of zones. */
export const spreadOf = (scene: Scene, list: unknown): Spread => {
  const subnets = scene.named(list, 'AWS::EC2::Subnet');
  const entries = isUnknown(list) ? [list] : [list].flat().filter((entry) => entry !== undefined);
  const keys = entries.map((entry) => keyOf(scene, entry));
  const known = new Set(keys.filter((key) => key !== undefined));
  if (keys.length > 0 && (known.size > 1 || !keys.includes(undefined))) return { zones: known.size, subnets };
  const why = entries.map(whyUnknown).find((reason) => reason !== undefined) ?? 'the template does not say';
  return { zones: undefined, why, subnets };
};

// A zone by what the template calls it: its name, its number, or the parameter that names it.
const keyOf = (scene: Scene, entry: unknown): string | undefined => {
  const text = knownText(entry);
  if (text !== undefined) return text.startsWith('subnet-') ? undefined : text;
  if (isZone(entry)) return `zone ${entry['@zone']}`;
  if (!isReference(entry)) return undefined;
  const subnet = scene.byId(entry['@ref']);
  if (subnet?.type !== 'AWS::EC2::Subnet') return undefined;
  const { AvailabilityZone: zone, AvailabilityZoneId: zoneId } = subnet.properties;
  const at = zone ?? zoneId;
  if (isZone(at)) return `zone ${at['@zone']}`;
  return knownText(at) ?? (isUnknown(at) ? at['@unknown'] : undefined);
};

/** A zone of the stack to lose, and whether it had to be guessed. */
export const zoneToLose = ({
  wishes,
  template,
  ofType,
}: Scene): { readonly name: string; readonly guessed: boolean } => {
  const named = [
    ...ofType('AWS::EC2::Subnet').map(({ properties }) => properties.AvailabilityZone),
    ...ofType('AWS::AutoScaling::AutoScalingGroup').flatMap(({ properties }) => properties.AvailabilityZones),
  ].map(knownText);
  const name = wishes.zone ?? named.find((zone) => zone !== undefined);
  return name === undefined
    ? { name: `${template.given.region ?? 'eu-central-1'}a`, guessed: true }
    : { name, guessed: false };
};
