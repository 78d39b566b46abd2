import type { ResolvedTarget } from '../../../core/run.ts';
import { isNamed } from '../../aws/calling.ts';
import type { About, Look, Read } from './attribute.ts';
import { allOf } from './each-of.ts';

/** Reads targets whose service describes only one of them at a time; undefined is one that is gone. */
export const oneByOne =
  (readOne: (target: ResolvedTarget, about: About) => Promise<Look | undefined>): Read =>
  async (targets, about) => {
    const looks = await allOf(targets, async (target) => ({
      arn: target.arn,
      look: await readOne(target, about),
    }));
    return new Map(looks.flatMap(({ arn, look }) => (look === undefined ? [] : [[arn, look]])));
  };

/** What a call answers, or undefined when AWS says by one of these names that there is no such thing. */
export const unlessGone = async <Result>(
  names: readonly string[],
  ask: () => Promise<Result>,
): Promise<Result | undefined> => {
  try {
    return await ask();
  } catch (failure) {
    if (isNamed(failure, names)) return undefined;
    throw failure;
  }
};
