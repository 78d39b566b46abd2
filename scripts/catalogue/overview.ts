import type { CatalogueAction } from '../../core/catalogue/catalogue.ts';
import type { Made } from './made.ts';
import { code, linkTo, table } from './markdown.ts';
import { endsHow, services } from './words.ts';

/** The actions of a page by service, in its order; a service without a name of its own comes last. */
export const byService = (
  actions: readonly CatalogueAction[],
): readonly (readonly [title: string, actions: readonly CatalogueAction[]])[] => {
  const named = Object.keys(services);
  const found = [...new Set(actions.map(({ service }) => service))];
  const inOrder = [
    ...named.filter((name) => found.includes(name)),
    ...found.filter((name) => !named.includes(name)),
  ];
  return inOrder.map((name) => [
    services[name] ?? name,
    actions.filter(({ service }) => service === name).sort((a, b) => (a.id < b.id ? -1 : 1)),
  ]);
};

/** One line for each action. */
export const overview = (
  actions: readonly CatalogueAction[],
  made: (action: CatalogueAction) => Made,
): string =>
  table(
    ['', 'action', 'hits', 'ends', 'proof', 'IAM', 'AWS', 'lab'],
    byService(actions).flatMap(([title, ofService]) =>
      ofService.map((action, n) => row(action, n === 0 ? title : '', made(action))),
    ),
  );

const row = (action: CatalogueAction, title: string, { onAws, inLab }: Made): readonly string[] => [
  title,
  linkTo(action.id),
  action.targets.map(({ resourceType }) => code(resourceType.slice('aws:'.length))).join(', '),
  action.category === 'control' ? 'no fault' : endsHow(action),
  String(action.evidenceLevel),
  action.iamEnforced,
  onAws,
  inLab ? 'yes' : '',
];
