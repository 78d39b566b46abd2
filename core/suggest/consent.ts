import { listOf, mapOf } from '../documents/raw.ts';
import { type Scene, tagOf } from './scene.ts';
import type { Need } from './suggestion.ts';
import type { Resource } from './template/template.ts';
import { knownBoolean, knownText } from './template/values.ts';

const KEY = 'firedrill:consent';
const VALUE = 'allowed';

/** What keeps resources from being hit: they do not carry the consent tag, or do not hand it on to what they make. */
export const consentNeeds = (scene: Scene, resources: readonly Resource[]): readonly Need[] => {
  const lacking = resources.filter((resource) => !consents(scene, resource));
  // A dozen subnets lack one thing, not twelve.
  return [...Map.groupBy(lacking, ({ type }) => type).values()].flatMap((alike) => {
    const [first, ...others] = alike;
    if (first === undefined) return [];
    const names = alike.map(({ id }) => id).join(', ');
    return [
      {
        what: `${names} ${others.length > 0 ? 'do' : 'does'} not carry the consent tag, so nothing will touch ${others.length > 0 ? 'them' : 'it'}`,
        severity: 'must' as const,
        where: scene.where(first, 'Properties', 'Tags'),
        fix: carriers.get(first.type)?.fix ?? `add the tag \`${KEY}: ${VALUE}\``,
      },
    ];
  });
};

const consents = ({ template: { given } }: Scene, resource: Resource): boolean => {
  const carrier = carriers.get(resource.type);
  if (given.tags?.[KEY] === VALUE) return carrier?.ofStack?.(resource) ?? true;
  return tagOf(resource, KEY) === VALUE && (carrier?.handsOn(resource) ?? true);
};

type Carrier = {
  readonly fix: string;
  /** Whether what it makes carries its own tag … */
  handsOn(resource: Resource): boolean;
  /** … and its stack's; so where this is missing. */
  ofStack?(resource: Resource): boolean;
};

const handsOnToTasks = ({ properties }: Resource): boolean => properties.PropagateTags === 'SERVICE';

// Where the targets are not the resources themselves but what they make.
const carriers: ReadonlyMap<string, Carrier> = new Map<string, Carrier>([
  [
    'AWS::AutoScaling::AutoScalingGroup',
    {
      fix: `add the tag \`${KEY}: ${VALUE}\` with \`PropagateAtLaunch: true\`, so that its instances carry it`,
      handsOn: ({ properties }) =>
        listOf(properties.Tags)
          .map(mapOf)
          .some((tag) => knownText(tag.Key) === KEY && knownBoolean(tag.PropagateAtLaunch) === true),
    },
  ],
  [
    'AWS::ECS::Service',
    {
      fix: `add the tag \`${KEY}: ${VALUE}\`, and \`PropagateTags: SERVICE\`, so that its tasks carry it`,
      handsOn: handsOnToTasks,
      ofStack: handsOnToTasks,
    },
  ],
]);
