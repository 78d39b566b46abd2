import type { Fleet } from './fleet.ts';
import type { Instance } from './instance.ts';
import { Refusal } from './refusal.ts';

/** A call that does harm to instances. */
export type Harm = { readonly instanceIds: readonly string[]; readonly clientToken?: string };

/** The instances of these ids; refused when one is unknown. */
export const namedIn =
  (fleet: Pick<Fleet, 'find'>) =>
  (instanceIds: readonly string[]): readonly Instance[] => {
    if (!Array.isArray(instanceIds)) throw new Refusal('MissingParameter', 'Which instances?');
    return instanceIds.map((id) => fleet.find(id) ?? notFound(id));
  };

/**
 * The instances of a call that does harm. One with a client token is an experiment's: Firedrill's role on AWS may only
 * touch what consents, and this is that condition.
 */
export const mayHarmIn =
  (fleet: Pick<Fleet, 'find'>) =>
  ({ instanceIds, clientToken }: Harm): readonly Instance[] => {
    const instances = namedIn(fleet)(instanceIds);
    const refusing = instances.find(({ tags }) => tags['firedrill:consent'] !== 'allowed');
    if (clientToken !== undefined && refusing) {
      throw new Refusal('UnauthorizedOperation', `${refusing.instanceId} does not consent.`, 403);
    }
    return instances;
  };

/** EC2's answer for an instance it does not know. */
export const notFound = (instanceId: string): never => {
  throw new Refusal('InvalidInstanceID.NotFound', `The instance ID '${instanceId}' does not exist`);
};
