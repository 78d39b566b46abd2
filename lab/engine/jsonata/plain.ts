/** Stands for a value that JSON cannot carry, a function above all. */
export const UNSUPPORTED = Symbol('unsupported');

/**
 * A JSONata result as plain JSON: the library marks its sequences, and a marked array that came
 * back as a variable would be flattened where AWS, which stores text, keeps it.
 */
export const toPlain = (value: unknown): unknown => {
  if (Array.isArray(value)) return plainArray(value);
  if (typeof value === 'function') return UNSUPPORTED;
  if (typeof value !== 'object' || value === null) return value;
  return plainObject(value);
};

const plainArray = (items: readonly unknown[]): unknown => {
  const copy: unknown[] = [];
  for (const item of items) {
    const plain = toPlain(item);
    if (plain === UNSUPPORTED) return UNSUPPORTED;
    copy.push(plain === undefined ? null : plain);
  }
  return copy;
};

const plainObject = (object: object): unknown => {
  if ('_jsonata_lambda' in object || '_jsonata_function' in object || object instanceof RegExp)
    return UNSUPPORTED;
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object)) {
    const plain = toPlain(value);
    if (plain === UNSUPPORTED) return UNSUPPORTED;
    if (plain === undefined) continue;
    // Plain assignment of this key would set the prototype instead.
    if (key === '__proto__') Object.defineProperty(copy, key, { value: plain, enumerable: true });
    else copy[key] = plain;
  }
  return copy;
};
