import { isMap, type RawMap } from '../../documents/raw.ts';
import type { Context } from './context.ts';
import { intrinsics } from './intrinsics.ts';
import { NO_VALUE } from './values.ts';

/** A value of a template as far as the template itself says what it is; see values.ts for what stands for the rest. */
export const resolve = (value: unknown, context: Context): unknown => {
  if (Array.isArray(value))
    return value.map((item) => resolve(item, context)).filter((item) => item !== NO_VALUE);
  if (!isMap(value)) return value;
  const [only, ...more] = Object.keys(value);
  const intrinsic = only !== undefined && more.length === 0 ? intrinsics.get(only) : undefined;
  if (intrinsic === undefined || only === undefined) return eachProperty(value, context);
  return intrinsic(value[only], context, (one) => resolve(one, context));
};

const eachProperty = (map: RawMap, context: Context): RawMap =>
  Object.fromEntries(
    Object.entries(map)
      .map(([name, value]) => [name, resolve(value, context)] as const)
      .filter(([, value]) => value !== NO_VALUE),
  );
