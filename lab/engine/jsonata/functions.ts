import { createHash } from 'node:crypto';
import type jsonata from 'jsonata';

/** What the functions take from outside. */
export type Sources = { readonly now: () => number; readonly random: () => number };

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** Give an expression Step Functions' own functions, take `$eval` away, and let time and chance come from the engine. */
export const addFunctions = (expression: jsonata.Expression, { now, random }: Sources): void => {
  expression.assign('eval', undefined);
  expression.registerFunction('partition', partition, '<an:a>');
  expression.registerFunction('range', range, '<n?n?n?:x>');
  expression.registerFunction('hash', hash, '<xs:s>');
  expression.registerFunction('parse', parse, '<s:x>');
  expression.registerFunction('uuid', () => uuid(random), '<:s>');
  expression.registerFunction(
    'random',
    (seed?: number) => (seed === undefined ? random() : seeded(seed)),
    '<n?:n>',
  );
  expression.registerFunction('millis', () => now(), '<:n>');
  expression.registerFunction('now', nowAs(now), '<s?s?:s>');
};

const partition = (items: readonly unknown[] | undefined, size: number | undefined) => {
  if (items === undefined || size === undefined) return undefined;
  const length = Math.trunc(size);
  if (length < 1) throw new Error('The chunk size of $partition must be a positive integer');
  const chunks: unknown[][] = [];
  for (let start = 0; start < items.length; start += length) chunks.push(items.slice(start, start + length));
  return chunks;
};

// A range is a sequence: one number alone stands for itself, none for nothing. Fractions are cut off.
const range = (first: number | undefined, last: number | undefined, by: number | undefined) => {
  if (first === undefined || last === undefined || by === undefined) return undefined;
  const [start, end, step] = [Math.trunc(first), Math.trunc(last), Math.trunc(by)];
  if (step === 0) return undefined;
  const numbers: number[] = [];
  for (let number = start; step > 0 ? number <= end : number >= end; number += step) {
    numbers.push(number === 0 ? 0 : number);
  }
  return numbers.length > 1 ? numbers : numbers[0];
};

const hash = (data: unknown, algorithm: string | undefined) => {
  if (data === undefined || algorithm === undefined) return undefined;
  const known = HASHES[algorithm];
  if (known === undefined) throw new Error(`Unsupported hash algorithm: ${algorithm}`);
  return createHash(known)
    .update(typeof data === 'string' ? data : JSON.stringify(data))
    .digest('hex');
};

const parse = (text: string | undefined): unknown => (text === undefined ? undefined : JSON.parse(text));

const uuid = (random: () => number): string =>
  'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (mark) => {
    const digit = Math.floor(random() * 16);
    return (mark === 'x' ? digit : (digit & 3) | 8).toString(16);
  });

// The same seed always gives the same number: the first one of Java's generator.
const seeded = (seed: number): number => {
  let state = (BigInt(Math.trunc(seed)) ^ MULTIPLIER) & MASK;
  const next = (bits: bigint): bigint => {
    state = (state * MULTIPLIER + 0xbn) & MASK;
    return state >> (48n - bits);
  };
  return Number((next(26n) << 27n) + next(27n)) / 2 ** 53;
};

const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

// The library's own $fromMillis knows the picture language, so a formatted time goes through it.
const nowAs = (now: () => number) =>
  function (this: jsonata.Focus, picture?: string, timezone?: string): unknown {
    if (picture === undefined) return new Date(now()).toISOString();
    return this.environment.lookup('fromMillis').implementation(now(), picture, timezone);
  };
