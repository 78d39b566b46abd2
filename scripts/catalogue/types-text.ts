import type { CatalogueParameter } from '../../core/catalogue/catalogue.ts';
import type { CatalogueData } from './page-text.ts';

const heading = '// Written by scripts/catalogue.ts from core/catalogue/*.json: change those, then run it.';

/** The list of ids, apart from everything else so that a Lambda bundle holds no more than that. */
export const idsText = ({ actions }: Pick<CatalogueData, 'actions'>): string => `${heading}

/** Every action id of AWS FIS as of 2026-11. */
export const ACTION_IDS = [
${lines(actions.map(({ id }) => `${quoted(id)},`))}
] as const;
`;

/** The types of ids, parameters and targets. */
export const typesText = ({
  actions,
  targets,
  documents,
}: Omit<CatalogueData, 'retired'>): string => `${heading}

import type { ACTION_IDS } from './action-ids.ts';

/** An action that the catalogue knows. */
export type ActionId = (typeof ACTION_IDS)[number];

/** What a parameter's text has to be. \`csv\` lists are separated by commas, without spaces. */
export type ParameterKind =
${union(parametersOf({ actions, documents }).map(({ kind }) => kind))};

/** FIS's names for what can be a target. */
export type ResourceType =
${union(targets.map(({ resourceType }) => resourceType))};

/** The SSM documents that AWS provides for \`aws:ssm:send-command\`. */
export type AwsfisDocumentName =
${union(documents.map(({ name }) => name))};

/** The parameters of each action as FIS takes them: every value is text. */
export type ActionParameters = {
${fields(actions, ({ id, parameters }) => [id, parameters.map(parameterField)])}
};

/** The target keys of each action, with the kind of resource each one takes. */
export type ActionTargets = {
${fields(actions, ({ id, targets: keys }) => [
  id,
  keys.map(({ key, resourceType }) => `readonly ${key}: ${quoted(resourceType)};`),
])}
};

/** The target parameters of each kind of resource. */
export type TargetParameters = {
${fields(targets, ({ resourceType, parameters }) => [
  resourceType,
  parameters.map(({ name, required }) => `readonly ${name}${required === true ? '' : '?'}: string;`),
])}
};

/** The parameters of each AWSFIS document, as in \`documentParameters\`. */
export type DocumentParameters = {
${fields(documents, ({ name, parameters }) => [name, parameters.map(parameterField)])}
};
`;

const parametersOf = ({ actions, documents }: Pick<CatalogueData, 'actions' | 'documents'>) =>
  [...actions, ...documents].flatMap(({ parameters }) => parameters);

const parameterField = (parameter: CatalogueParameter): string => {
  const field = `readonly ${parameter.name}${parameter.required === true ? '' : '?'}:`;
  const types = typesOf(parameter);
  const oneLine = `${field} ${types.join(' | ')};`;
  return oneLine.length + 4 <= LINE
    ? oneLine
    : `${field}${types.map((type) => `\n      | ${type}`).join('')};`;
};

// The width that the formatter keeps to.
const LINE = 110;

// The API takes a number as text, too.
const typesOf = ({ kind, allowed }: CatalogueParameter): readonly string[] => {
  if (allowed !== undefined && (kind === 'enum' || kind === 'boolean')) return allowed.map(quoted);
  if (kind === 'iso8601-duration') return [`\`P\${string}\``];
  return kind.startsWith('integer') || kind.startsWith('number') ? [`\`\${number}\``] : ['string'];
};

const fields = <Item>(items: readonly Item[], entry: (item: Item) => readonly [string, readonly string[]]) =>
  lines(
    items.map((item) => {
      const [name, members] = entry(item);
      return members.length === 0
        ? `readonly ${quoted(name)}: Readonly<Record<string, never>>;`
        : `readonly ${quoted(name)}: {\n${lines(members, 4)}\n  };`;
    }),
  );

const union = (names: readonly string[]) =>
  lines([...new Set(names)].sort().map((name) => `| ${quoted(name)}`));

const lines = (items: readonly string[], indent = 2) =>
  items.map((item) => `${' '.repeat(indent)}${item}`).join('\n');

const quoted = (text: string) => `'${text}'`;
