import { isMap, listOf, mapOf } from '../../documents/raw.ts';
import { isMet, type Resolve } from './conditions.ts';
import type { Context } from './context.ts';
import { join, substitute } from './texts.ts';
import { isUnknown, isZone, knownNumber, knownText, NO_VALUE, refTo, unknown } from './values.ts';

/** What an intrinsic makes of its operand, which is not resolved yet. */
type Intrinsic = (operand: unknown, context: Context, resolve: Resolve) => unknown;

const ref: Intrinsic = (operand, { values, resources }) => {
  const name = knownText(operand) ?? '';
  if (values.has(name)) return values.get(name);
  return resources.has(name) ? refTo(name) : unknown(`there is no ${name}`);
};

const getAtt: Intrinsic = (operand, { resources }) => {
  const [id = '', ...attribute] =
    typeof operand === 'string' ? operand.split('.') : listOf(operand).map((part) => knownText(part) ?? '');
  return resources.has(id) ? refTo(id, attribute.join('.')) : unknown(`there is no ${id}`);
};

const choose: Intrinsic = (operand, context, resolve) => {
  const [condition, whenMet, whenNot] = listOf(operand);
  const name = knownText(condition) ?? '';
  const met = isMet(name, context, resolve);
  if (met !== undefined) return resolve(met ? whenMet : whenNot);
  return unknown(
    `it depends on the condition ${name}`,
    [whenMet, whenNot].map(resolve).filter((one) => one !== NO_VALUE),
  );
};

const select: Intrinsic = (operand, _, resolve) => {
  const [at, from] = listOf(operand).map(resolve);
  const index = knownNumber(at);
  if (Array.isArray(from) && index !== undefined) return from[index] ?? unknown('there is no such entry');
  // What it is chosen from still tells what it is about.
  return unknown(isUnknown(from) ? from['@unknown'] : 'it is chosen from a list', [from]);
};

const findInMap: Intrinsic = (operand, context, resolve) => {
  const [map, first, second] = listOf(operand).map(resolve);
  const rows = mapOf(context.mappings[knownText(map) ?? '']);
  const column = knownText(second);
  const row = knownText(first);
  if (column === undefined) return unknown('it is found in a map');
  if (row !== undefined)
    return mapOf(rows[row])[column] ?? unknown(`the map ${knownText(map)} has no ${row}`);
  // Where every row says the same, it does not matter which is meant.
  const [one, ...others] = [...new Set(Object.values(rows).map((each) => mapOf(each)[column]))];
  return one !== undefined && others.length === 0 ? one : unknown('it is found in a map');
};

const zones: Intrinsic = () => [0, 1, 2].map((number) => ({ '@zone': number }));

const split: Intrinsic = (operand, _, resolve) => {
  const [mark, whole] = listOf(operand).map(resolve);
  const [between, text] = [knownText(mark), knownText(whole)];
  return between === undefined || text === undefined
    ? unknown('it is split from a text', [whole])
    : text.split(between);
};

const length: Intrinsic = (operand, _, resolve) => {
  const list = resolve(operand);
  return Array.isArray(list) && !list.some(isZone) ? list.length : unknown('it is the length of a list');
};

const notHere =
  (what: string): Intrinsic =>
  () =>
    unknown(what);

/** Every intrinsic by its long name. */
export const intrinsics: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::If', choose],
  ['Fn::Select', select],
  ['Fn::FindInMap', findInMap],
  ['Fn::GetAZs', zones],
  ['Fn::Split', split],
  ['Fn::Length', length],
  ['Fn::Sub', substitute],
  ['Fn::Join', (operand, _, resolve) => join(listOf(operand).map(resolve))],
  // What is encoded matters for what it names.
  ['Fn::Base64', (operand, _, resolve) => resolve(operand)],
  ['Fn::ToJsonString', (operand, _, resolve) => resolve(operand)],
  ['Fn::ImportValue', notHere('another stack exports it')],
  ['Fn::Cidr', notHere('it is computed from a CIDR block')],
  ['Fn::GetStackOutput', notHere('another stack gives it')],
  [
    'Fn::Transform',
    (operand) => unknown(`the macro ${(isMap(operand) && knownText(operand.Name)) || 'of another'} makes it`),
  ],
]);
