import { targetType } from '../../catalogue/catalogue.ts';
import { listOf, mapOf, type RawMap } from '../../documents/raw.ts';
import type { Note } from '../shared/imported.ts';
import { fillInWord } from '../shared/placeholder.ts';
import { step } from './pointer.ts';
import { asText, fits, isUnknown, withPlaceholders } from './text.ts';

/** How the resources of a target are chosen. `arns`: how many are named, where they are. */
export type Chosen = {
  readonly value: RawMap;
  readonly notes: readonly Note[];
  readonly arns?: number;
  readonly flaw?: Note;
};

/** The ARNs of a target; else its tags, its parameters, or both. */
export const readChosen = (target: RawMap, from: string, to: string, resourceType: string): Chosen => {
  const { resourceArns, resourceTags, parameters } = target;
  const tags = readTexts(resourceTags, step(from, 'resourceTags'), step(to, 'tags'), 'tag');
  const own = withKnown(
    readTexts(parameters, step(from, 'parameters'), step(to, 'parameters'), 'parameter'),
    resourceType,
  );
  if (listOf(resourceArns).length > 0) {
    const arns = readArns(listOf(resourceArns), step(from, 'resourceArns'), step(to, 'arns'), resourceType);
    const others = [resourceTags && 'resourceTags', parameters && 'parameters'].flatMap((key) =>
      key ? [String(key)] : [],
    );
    return { ...arns, notes: [...arns.notes, ...others.map((key) => besideArns(step(from, key), key))] };
  }
  if (tags.pairs.length === 0 && own.pairs.length === 0)
    return {
      value: { tags: { 'firedrill:consent': 'allowed' } },
      notes: [...tags.notes, ...own.notes, nothingChosen(from, to)],
    };
  const chosen = chosenBy(tags.pairs, resourceType);
  const [way] = Object.keys(chosen);
  return {
    value: { ...chosen, ...(own.pairs.length > 0 && { parameters: Object.fromEntries(own.pairs) }) },
    notes: [
      ...(way === 'tags' ? tags.notes : tags.notes.map((note) => ({ ...note, to: step(to, String(way)) }))),
      ...own.notes,
    ],
  };
};

const nothingChosen = (from: string, to: string): Note => ({
  ...{ what: 'derived', from: step(from, 'resourceType'), to: step(to, 'tags') },
  message: 'the target names neither ARNs nor tags; whatever consents is chosen from',
  fix: 'name the tags of what may be hit',
});

const besideArns = (from: string, key: string): Note => ({
  ...{ what: 'refused', from },
  message: `\`${key}\` beside ARNs: FIS takes one of the two, and the ARNs say more`,
});

const ARN = /^arn:[\w-]+:[\w-]+:[\w-]*:[\w-]*:\S+$/;

const readArns = (values: readonly unknown[], from: string, to: string, resourceType: string): Chosen => {
  const arns = new Map<string, Note>();
  const twice: Note[] = [];
  for (const [index, value] of values.entries()) {
    const at = step(from, index);
    const text = asText(value) ?? '';
    const { arn, note } = readArn(text, at, resourceType);
    if (arns.has(arn)) twice.push({ what: 'refused', from: at, message: 'this ARN stands here twice' });
    else arns.set(arn, { ...note, to: step(to, arns.size) });
  }
  const all = [...arns.keys()];
  const tooMany = all.length > 50 || !all.every(fits);
  return {
    ...{ value: { arns: all }, arns: all.length, notes: [...arns.values(), ...twice] },
    ...(tooMany && {
      flaw: {
        what: 'refused',
        from,
        message: `${all.length} ARNs; FIS takes five in a target`,
        fix: 'use tags',
      },
    }),
  };
};

const readArn = (
  text: string,
  from: string,
  resourceType: string,
): { readonly arn: string; readonly note: Note } => {
  const filled = withPlaceholders(text)
    .replace(/\s+/g, '')
    .replace(/(?<=:)([A-Z][A-Z_]{2,})(?=:)/g, (word) => fillInWord(word));
  if (ARN.test(filled)) {
    if (isUnknown(filled))
      return {
        arn: filled,
        note: {
          what: 'changed',
          from,
          message: 'part of this ARN is not in the template',
          fix: 'fill it in',
        },
      };
    return { arn: filled, note: { what: 'carried', from, message: filled } };
  }
  const service = resourceType.split(':')[1] || 'service';
  const word = isUnknown(filled)
    ? fillInWord(filled.replace(/FILL-IN-?/g, ''))
    : filled.replace(/^arn:?/, '');
  const arn = `arn:aws:${service}:${fillInWord('region')}:${fillInWord('account')}:${word || 'FILL-IN'}`;
  return {
    arn,
    note: {
      what: 'changed',
      from,
      message: `${JSON.stringify(text)} is no ARN that is known from the template`,
      fix: 'fill it in',
    },
  };
};

type ReadPairs = { readonly pairs: readonly (readonly [string, string])[]; readonly notes: readonly Note[] };

// A document may not have these keys.
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype', '<<']);

const readTexts = (map: unknown, from: string, to: string, what: string): ReadPairs => {
  const read = Object.entries(mapOf(map)).map(([key, value]) => {
    const text = asText(value);
    const at = step(from, key);
    if (text === undefined || FORBIDDEN.has(key) || !fits(text) || !fits(key))
      return {
        note: {
          what: 'refused',
          from: at,
          message: `a ${what} that no experiment can have; more may be hit than meant`,
        } satisfies Note,
      };
    const filled = withPlaceholders(text);
    const name = withPlaceholders(key);
    const note: Note =
      isUnknown(filled) || isUnknown(name)
        ? {
            what: 'changed',
            from: at,
            to: step(to, name),
            message: `the ${what} is not in the template`,
            fix: 'fill it in',
          }
        : { what: 'carried', from: at, to: step(to, name), message: `${what} ${name}` };
    return { pair: [name, filled] as const, note };
  });
  return { pairs: read.flatMap(({ pair }) => (pair ? [pair] : [])), notes: read.map(({ note }) => note) };
};

// A parameter that FIS does not know for the type is carried, as the linter says the same.
const withKnown = ({ pairs, notes }: ReadPairs, resourceType: string): ReadPairs => {
  const known = targetType(resourceType)?.parameters.map(({ name }) => name);
  const isStray = (note: Note) => known !== undefined && !known.includes(note.to?.split('/').at(-1) ?? '');
  const fix = known?.length ? `known are ${known.join(', ')}` : 'remove it';
  const message = `${resourceType} has no such target parameter, as far as we know`;
  return {
    pairs,
    notes: notes.map((note) => (note.what === 'carried' && isStray(note) ? { ...note, message, fix } : note)),
  };
};

// AWS itself puts these tags on what belongs to a group or a stack.
const chosenBy = (tags: ReadPairs['pairs'], resourceType: string): RawMap => {
  const [first, ...others] = tags;
  if (first === undefined) return {};
  const [key, value] = first;
  if (others.length === 0 && value.trim() !== '') {
    if (key === 'aws:autoscaling:groupName' && resourceType === 'aws:ec2:instance')
      return { autoScalingGroup: value };
    if (key === 'aws:cloudformation:stack-name') return { stack: value };
  }
  return { tags: Object.fromEntries(tags) };
};
