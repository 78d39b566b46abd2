import { createHash } from 'node:crypto';
import type { DefinitionKind } from '../fronts.ts';

// https://github.com/ulid/spec: Crockford's base 32, in lower case as all our ids.
const digits = '0123456789abcdefghjkmnpqrstvwxyz';

const encoded = (value: bigint, length: number): string =>
  Array.from({ length }, (_, n) => digits[Number((value >> BigInt(5 * (length - 1 - n))) & 31n)]).join('');

const prefixes = { Experiment: 'run', GameDay: 'day' } as const;

/**
 * The id of what a trigger starts: a ULID like every other, but its 80 bits are a hash of the trigger instead of chance.
 * So the same trigger is the same run, however often it is delivered.
 */
export const triggerId = (kind: DefinitionKind, atMs: number, trigger: readonly string[]): string => {
  const hash = createHash('sha256')
    .update(JSON.stringify([kind, ...trigger]))
    .digest();
  const chance = BigInt(`0x${hash.subarray(0, 10).toString('hex')}`);
  return `${prefixes[kind]}-${encoded(BigInt(atMs), 10)}${encoded(chance, 16)}`;
};
