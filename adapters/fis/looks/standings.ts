import type { FaultRecord, Image } from '../../../core/run.ts';
import { knownAction, type Standing, targetsToHit } from '../actions.ts';
import type { Look } from './look.ts';

/** One target of a fault as it stands now. */
export type TargetLook = {
  readonly arn: string;
  readonly label: string;
  readonly now: Image | undefined;
  readonly standing: Standing;
};

/** Looks at every target that a fault is to hit, and compares it with its images. */
export const standingsOf = async (
  look: Look,
  record: Pick<FaultRecord, 'action' | 'targets' | 'before'>,
): Promise<readonly TargetLook[]> => {
  const action = knownAction(record);
  const targets = targetsToHit(record);
  if (targets.length === 0) return [];
  const found = await look({ arns: targets.map(({ arn }) => arn) });
  return targets.map(({ arn, label }) => {
    const now = found.find(({ target }) => target.arn === arn)?.state;
    return { arn, label, now, standing: action.standing(now, record.before[arn] ?? {}) };
  });
};

/** Looks in words, targets that look alike together: `stopped: i-1, i-2`. */
export const inWords = (some: readonly TargetLook[]): string =>
  [...Map.groupBy(some, ({ now }) => (now === undefined ? 'not there' : wordsOf(now)))]
    .map(([seen, alike]) => `${seen}: ${alike.map(({ label }) => label).join(', ')}`)
    .join('; ');

const wordsOf = (now: Image): string =>
  Object.entries(now)
    .filter(([, value]) => value !== null && value !== false)
    .map(([name, value]) => (name === 'state' || name === 'status' ? `${value}` : `${name} ${value}`))
    .join(', ');
