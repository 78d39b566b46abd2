import type { Asked } from '../activity.ts';
import { carried, changed, type DraftNote, derived, type Refusal } from '../draft.ts';
import { type Condition, conditionsOf, wordOf, wordsOf } from '../values.ts';
import { arnOf } from '../where.ts';
import { flawOf, PATHS } from './filters.ts';
import { given, joined, type Piece, placeOf } from './parts.ts';

const TYPE = 'aws:ec2:instance';

/** How many of those that fit: every one, or any one of them. */
export type Wanted = 'each' | 'any';

/** The instances that a call means: by id, else by filters and zone. */
export const instances = (asked: Asked, ids: string, wanted: Wanted): Piece | Refusal => {
  const named = wordsOf(given(asked, ids));
  if (named.length > 0) return byId(asked, ids, named);
  const conditions = conditionsOf(given(asked, 'filters') ?? []);
  if (conditions === undefined)
    return { why: '`filters` cannot be read', instead: 'write a list of `Name` and `Values`' };
  return byConditions(asked, conditions, wanted);
};

const byId = (asked: Asked, name: string, ids: readonly string[]): Piece => {
  const arns = [...new Set(ids.map((id) => arnOf(asked.where, 'ec2', 'instance/', id)))];
  const beside = ['filters', 'az'].filter((other) => given(asked, other) !== undefined);
  return {
    fields: { resourceType: TYPE, arns, select: `COUNT(${arns.length})` },
    notes: [
      changed(placeOf(asked, name), ['targets', 'arns'], 'an instance is named by its ARN here'),
      ...beside.map((other) =>
        changed(
          placeOf(asked, other),
          ['targets', 'arns'],
          `the instances are named, so \`${other}\` adds nothing`,
        ),
      ),
    ],
  };
};

const byConditions = (asked: Asked, conditions: readonly Condition[], wanted: Wanted): Piece | Refusal => {
  const az = wordOf(given(asked, 'az'));
  if (conditions.length === 0 && az === undefined)
    return {
      why: 'it names no instances, which means every instance of the Region',
      instead: 'choose them by a tag they have, as in `targets: { tags: { app: shop } }`',
    };
  const flaw = conditions.map(flawOf).find((one) => one !== undefined);
  if (flaw !== undefined) return flaw;
  const zone = az === undefined ? [] : [{ name: 'availability-zone', values: [az] }];
  const many = wanted === 'each' ? 'ALL' : 'COUNT(1)';
  return joined(
    { fields: { resourceType: TYPE }, notes: [] },
    chosenBy(asked, conditions),
    filtersOf(asked, conditions, zone),
    {
      fields: { select: many },
      notes: [
        derived(
          ['targets', 'select'],
          wanted === 'each' ? 'every instance that fits is hit' : 'any one of those that fit is hit',
          wanted === 'each' ? 'hit fewer if fewer will do, as in `COUNT(1)`' : undefined,
        ),
      ],
    },
  );
};

const GROUP = 'tag:aws:autoscaling:groupname';

const tagsIn = (conditions: readonly Condition[]) => conditions.filter(({ name }) => name.startsWith('tag:'));

/** What stands where only the reader knows by which tag resources are chosen. */
export const UNKNOWN_TAG = { 'FILL-IN-tag': 'FILL-IN-value' };

// Every document names its targets by ARN, tag or group; FIS's filters only narrow that down.
const chosenBy = (asked: Asked, conditions: readonly Condition[]): Piece => {
  const tags = tagsIn(conditions);
  const from = placeOf(asked, 'filters');
  const group = tags.length === 1 && tags[0]?.name.toLowerCase() === GROUP ? tags[0].values[0] : undefined;
  if (group !== undefined)
    return {
      fields: { autoScalingGroup: group },
      notes: [carried(from, ['targets', 'autoScalingGroup'], 'the instances of the Auto Scaling group')],
    };
  if (tags.length > 0)
    return {
      fields: { tags: Object.fromEntries(tags.map(({ name, values }) => [name.slice(4), values[0]])) },
      notes: [carried(from, ['targets', 'tags'], 'its `tag:` filters are `tags` here')],
    };
  return {
    fields: { tags: UNKNOWN_TAG },
    notes: [
      derived(
        ['targets', 'tags'],
        'nothing but a filter says which instances are meant, and FIS chooses by tag first',
        'name a tag of the instances that are meant',
      ),
    ],
  };
};

const filtersOf = (asked: Asked, conditions: readonly Condition[], zone: readonly Condition[]): Piece => {
  const others = [...conditions.filter(({ name }) => !name.startsWith('tag:')), ...zone];
  const paths = others.map(({ name, values }) => ({ path: PATHS[name], values }));
  const running = { path: 'State.Name', values: ['running'] };
  const hasState = paths.some(({ path }) => path === running.path);
  const notes: readonly DraftNote[] = [
    ...(conditions.length > tagsIn(conditions).length
      ? [
          changed(
            placeOf(asked, 'filters'),
            ['targets', 'filters'],
            'the other filters are paths into DescribeInstances here',
          ),
        ]
      : []),
    ...(zone.length > 0
      ? [carried(placeOf(asked, 'az'), ['targets', 'filters'], 'the zone is a filter here')]
      : []),
    ...(hasState ? [] : [derived(['targets', 'filters'], 'only what runs can be stopped')]),
  ];
  return { fields: { filters: hasState ? paths : [...paths, running] }, notes };
};
