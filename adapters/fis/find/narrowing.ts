import { WrongAsAsked } from '../../../core/errors.ts';
import type { Resource } from '../looks/look.ts';
import type { Finder, TargetParameters } from './find.ts';

/** Refuses parameters that a type does not have, and the lack of those that it needs. */
export const checkParameters = (
  resourceType: string,
  { narrowing = {}, heeded = [], required = [] }: Finder,
  parameters: TargetParameters,
): void => {
  const known = [...heeded, ...Object.keys(narrowing)].sort();
  const unknown = Object.keys(parameters).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new WrongAsAsked(
      `Targets of ${resourceType} cannot be chosen by ${unknown}; ${known.length > 0 ? `they have ${known.join(', ')}` : 'they have no parameters'}`,
    );
  const missing = required.find((name) => parameters[name] === undefined);
  if (missing !== undefined)
    throw new WrongAsAsked(`Targets of ${resourceType} need the parameter ${missing}`);
};

/** The resources that every parameter leaves. */
export const narrowed = (
  { narrowing = {} }: Finder,
  parameters: TargetParameters,
  resources: readonly Resource[],
): readonly Resource[] =>
  resources.filter((resource) =>
    Object.entries(parameters).every(([name, value]) => narrowing[name]?.(resource, value) ?? true),
  );

/** Whether a zone is in FIS's list of them; a target is described with its zone's name only. */
export const inZones = ({ target }: Resource, zones: string): boolean => {
  if (zones === 'all') return true;
  const names = zones.split(',').map((name) => name.trim());
  const id = names.find((name) => /-az\d+$/.test(name));
  if (id !== undefined)
    throw new WrongAsAsked(`${id} is the id of a zone, which differs from account to account: give its name`);
  return target.zone !== undefined && names.includes(target.zone);
};
