import { isMap, listOf, mapOf, type RawMap, textOf } from '../../documents/raw.ts';
import type { Note } from '../shared/imported.ts';
import { fillInWord } from '../shared/placeholder.ts';
import { step } from './pointer.ts';

/** What a function of CloudFormation may refer to, as far as the template says it. */
export type Scope = { readonly parameters: RawMap; readonly mappings: RawMap; readonly resources: RawMap };

/** A value without functions: what only a deployment knows is a placeholder. `notes` say what was taken instead. */
export type Resolved = { readonly value: unknown; readonly notes: readonly Note[] };

/** Works out CloudFormation's functions in a part of a template. */
export const resolveFunctions = (value: unknown, from: string, scope: Scope): Resolved => {
  const notes: Note[] = [];
  return { value: resolve(value, from, { ...scope, notes }), notes };
};

type Resolving = Scope & { readonly notes: Note[] };

const resolve = (value: unknown, from: string, resolving: Resolving): unknown => {
  if (Array.isArray(value))
    return value
      .map((item, index) => resolve(item, step(from, index), resolving))
      .filter((item) => item !== undefined);
  if (!isMap(value)) return value;
  const [[name, given] = ['', undefined], ...others] = Object.entries(value);
  const call = others.length === 0 && Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (call) return call(given, from, resolving);
  if (others.length === 0 && name.startsWith('Fn::')) return fillInWord(name.slice(4));
  const own = Object.entries(value).map(([key, child]) => [key, resolve(child, step(from, key), resolving)]);
  return Object.fromEntries(own.filter(([, child]) => child !== undefined));
};

type Call = (given: unknown, from: string, resolving: Resolving) => unknown;

const reference: Call = (given, from, resolving) => {
  const name = textOf(given);
  if (name === 'AWS::NoValue') return undefined;
  return known(name, from, resolving) ?? fillInWord(name);
};

const known = (name: string, from: string, { parameters, notes }: Resolving): unknown => {
  if (name === 'AWS::Partition') return 'aws';
  if (name === 'AWS::URLSuffix') return 'amazonaws.com';
  const { Default: value, Type: type } = mapOf(parameters[name]);
  if (value === undefined || value === '' || textOf(type).startsWith('AWS::SSM::')) return undefined;
  notes.push({
    what: 'changed',
    from,
    message: `the default of the parameter \`${name}\` was taken: ${String(value)}`,
  });
  return textOf(type).includes('List')
    ? String(value)
        .split(',')
        .map((one) => one.trim())
    : value;
};

const attribute: Call = (given, _, { resources }) => {
  const [name = '', ...path] = Array.isArray(given) ? given.map(String) : String(given).split('.');
  const { Type: type, Properties: properties } = mapOf(resources[name]);
  if (textOf(type) !== 'AWS::CloudWatch::Alarm' && textOf(type) !== 'AWS::CloudWatch::CompositeAlarm')
    return fillInWord([name, ...path].join('-'));
  const { AlarmName: alarm } = mapOf(properties);
  return `arn:aws:cloudwatch:${fillInWord('AWS::Region')}:${fillInWord('AWS::AccountId')}:alarm:${typeof alarm === 'string' ? alarm : fillInWord(name)}`;
};

const substitute: Call = (given, from, resolving) => {
  const [text, variables] = Array.isArray(given) ? given : [given, {}];
  const own = mapOf(resolve(variables, step(step(from, 'Fn::Sub'), 1), resolving));
  return String(text).replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    const value = Object.hasOwn(own, name.trim())
      ? own[name.trim()]
      : resolvedName(name.trim(), from, resolving);
    return String(value);
  });
};

const resolvedName = (name: string, from: string, resolving: Resolving): unknown =>
  name.includes('.') ? attribute(name, from, resolving) : reference(name, from, resolving);

const join: Call = (given, from, resolving) => {
  const [glue, parts] = listOf(given);
  const resolved = resolve(parts, step(step(from, 'Fn::Join'), 1), resolving);
  return Array.isArray(resolved) ? resolved.map(String).join(String(glue ?? '')) : fillInWord('Join');
};

const either: Call = (given, from, resolving) => {
  const [condition, yes] = listOf(given);
  const taken = resolve(yes, step(step(from, 'Fn::If'), 1), resolving);
  resolving.notes.push({
    ...{ what: 'changed', from: step(from, 'Fn::If') },
    message: `what holds where the condition \`${String(condition)}\` is true was taken, the other was left out`,
  });
  return taken;
};

const find: Call = (given, from, resolving) => {
  const path = listOf(resolve(given, from, resolving)).map(String);
  const found = path.reduce<unknown>((node, key) => mapOf(node)[key], resolving.mappings);
  return found ?? fillInWord(path.join('-'));
};

const select: Call = (given, from, resolving) => {
  const [index, list] = listOf(resolve(given, from, resolving));
  return listOf(list)[Number(index)] ?? fillInWord('Select');
};

const split: Call = (given, from, resolving) => {
  const [glue, text] = listOf(resolve(given, from, resolving));
  return String(text).split(String(glue));
};

const functions: Readonly<Record<string, Call>> = {
  Ref: reference,
  'Fn::GetAtt': attribute,
  'Fn::Sub': substitute,
  'Fn::Join': join,
  'Fn::If': either,
  'Fn::FindInMap': find,
  'Fn::Select': select,
  'Fn::Split': split,
  'Fn::ToJsonString': (given, from, resolving) =>
    JSON.stringify(resolve(given, step(from, 'Fn::ToJsonString'), resolving)),
  'Fn::ImportValue': (given, from, resolving) => fillInWord(String(resolve(given, from, resolving))),
};
