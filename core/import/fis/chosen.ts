import { listOf, type RawMap } from '../../documents/raw.ts';
import type { Note } from '../shared/imported.ts';
import { readArns } from './arns.ts';
import { step } from './pointer.ts';
import { type ReadPairs, readPairs, withKnown } from './texts.ts';

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
  const tags = readPairs(resourceTags, step(from, 'resourceTags'), step(to, 'tags'), 'tag');
  const own = withKnown(
    readPairs(parameters, step(from, 'parameters'), step(to, 'parameters'), 'parameter'),
    resourceType,
  );
  if (listOf(resourceArns).length > 0) {
    const arns = readArns(listOf(resourceArns), step(from, 'resourceArns'), step(to, 'arns'), resourceType);
    if (own.pairs.length > 0) return { ...arns, flaw: parametersBesideArns(step(from, 'parameters')) };
    const others = tags.pairs.length > 0 ? [tagsBesideArns(step(from, 'resourceTags'))] : [];
    return { ...arns, notes: [...arns.notes, ...others, ...own.notes] };
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

const tagsBesideArns = (from: string): Note => ({
  ...{ what: 'refused', from },
  message: 'tags beside ARNs: FIS takes one of the two, and the ARNs say more',
});

// They narrow what the ARNs name (a version of a function, a zone), so that leaving them out would hit more.
const parametersBesideArns = (from: string): Note => ({
  ...{ what: 'refused', from, message: 'an experiment cannot have target parameters beside ARNs' },
  fix: 'choose by tags, or do without the parameters',
});

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
