import { NotJustNow } from '../errors.ts';
import type { Definition, DefinitionRef, Fronts } from '../fronts.ts';

/** What deploying takes. */
export type Deploying = {
  readonly definitions: Pick<Fronts['definitions'], 'get' | 'put' | 'remove'>;
  readonly schedules: Pick<Fronts['schedules'], 'put' | 'remove'>;
};

/** Deploys a document over the version that is in force, and its schedule with it. False where another version is. */
export const deploy = async (
  fronts: Deploying,
  definition: Definition,
  inForce: string | undefined,
): Promise<boolean> => {
  const isDeployed = await fronts.definitions.put(definition, inForce);
  if (isDeployed) await followSchedule(fronts, refOf(definition));
  return isDeployed;
};

/** Takes a document and its schedule back. False where another version is in force. */
export const withdraw = async (fronts: Deploying, ref: DefinitionRef, inForce: string): Promise<boolean> => {
  const isGone = await fronts.definitions.remove(ref, inForce);
  if (isGone) await followSchedule(fronts, ref);
  return isGone;
};

/** The name of what is deployed. */
export const refOf = ({ kind, document: { name } }: Definition): DefinitionRef => ({ kind, name });

const tries = 5;

/**
 * Makes the schedule what the deployed document says. Of several who deploy at once the last to write a schedule may not
 * be the last to write the document, so each looks again.
 */
export const followSchedule = async (
  { definitions, schedules }: Deploying,
  { kind, name }: DefinitionRef,
): Promise<void> => {
  const ref = { kind, name };
  let now = await definitions.get(ref);
  for (let n = 0; n < tries; n += 1) {
    const schedule = now?.document.schedule;
    await (schedule ? schedules.put(ref, schedule) : schedules.remove(ref));
    const then = await definitions.get(ref);
    if (then?.version === now?.version) return;
    now = then;
  }
  throw new NotJustNow(
    `${name} is deployed by several at once, and its schedule may be another's: apply it again`,
  );
};
