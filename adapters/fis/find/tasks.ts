import { WrongAsAsked } from '../../../core/errors.ts';
import { idOf, neighbour, type Resource } from '../looks/look.ts';
import type { Finder } from './find.ts';
import { taggedOf } from './tagged.ts';

const kind = { type: 'ecs:task', arn: /:task\/(.+\/.+)$/ };

// `<cluster>/<id>`; ECS tags a task with its service where the service asks for managed tags.
const clusterOf = ({ target }: Resource): string => target.label.slice(0, target.label.lastIndexOf('/'));
const serviceTag = 'aws:ecs:serviceName';

/** Tasks of ECS that carry tags, each contained by its cluster. */
export const tasks: Finder = {
  find: async (needs, fault) =>
    (await taggedOf(needs, kind, fault)).map((task) => {
      const containers = [neighbour(task.target.arn, 'ecs', `cluster/${clusterOf(task)}`)];
      return { ...task, target: { ...task.target, containers } };
    }),
  narrowing: {
    cluster: (task, cluster) => clusterOf(task) === idOf(cluster),
    service: ({ target: { tags, label } }, service) => {
      if (Object.keys(tags).length > 0 && tags[serviceTag] === undefined && !isOwn(tags))
        throw new WrongAsAsked(
          `Task ${label} does not say which service it is of: switch on enableECSManagedTags in the service`,
        );
      return tags[serviceTag] === idOf(service);
    },
  },
  undescribed: true,
};

// Started by hand, it is of no service; ECS tags it with the cluster alone.
const isOwn = (tags: Readonly<Record<string, string>>): boolean => tags['aws:ecs:clusterName'] !== undefined;
