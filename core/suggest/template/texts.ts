import { mapOf } from '../../documents/raw.ts';
import type { Resolve } from './conditions.ts';
import type { Context } from './context.ts';
import { isJoined, knownText, refTo, unknown } from './values.ts';

/** Text from its parts: a plain one where all are known. */
export const joined = (parts: readonly unknown[]): unknown => {
  const flat = parts.flatMap((part) => (isJoined(part) ? part['@text'] : [part]));
  const merged: unknown[] = [];
  for (const part of flat) {
    const [text, before] = [knownText(part), merged.at(-1)];
    if (text !== undefined && typeof before === 'string') merged[merged.length - 1] = before + text;
    else merged.push(text ?? part);
  }
  const [only = '', ...more] = merged;
  return typeof only === 'string' && more.length === 0 ? only : { '@text': merged };
};

/** `Fn::Join` of resolved operands. */
export const join = ([mark, parts]: readonly unknown[]): unknown => {
  const between = knownText(mark) ?? '';
  if (!Array.isArray(parts)) return unknown('it is joined from a list');
  return joined(parts.flatMap((part, index) => (index === 0 ? [part] : [between, part])));
};

/** `Fn::Sub`: `${Name}`, `${Resource.Attribute}`, and `${!Literal}`; with or without a map of its own. */
export const substitute = (operand: unknown, context: Context, resolve: Resolve): unknown => {
  const [template, own] = Array.isArray(operand) ? operand : [operand, {}];
  const text = knownText(template);
  if (text === undefined) return unknown('it is put together from a text');
  const local = mapOf(own);
  const named = (name: string): unknown => {
    if (Object.hasOwn(local, name)) return resolve(local[name]);
    if (context.values.has(name)) return context.values.get(name);
    const [id = '', ...attribute] = name.split('.');
    if (!context.resources.has(id)) return unknown(`there is no ${id}`);
    return refTo(id, ...(attribute.length > 0 ? [attribute.join('.')] : []));
  };
  // Text and names take turns.
  const parts = text.split(/\$\{([^}]*)\}/).map((part, index) => {
    if (index % 2 === 0) return part;
    return part.startsWith('!') ? `\${${part.slice(1)}}` : named(part.trim());
  });
  return joined(parts.filter((part) => part !== ''));
};
