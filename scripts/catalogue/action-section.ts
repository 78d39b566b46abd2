import type { CatalogueAction, CatalogueParameter } from '../../core/catalogue/catalogue.ts';
import type { Made } from './made.ts';
import { code, codes, facts, prose, table } from './markdown.ts';
import { endsHow, needText, valueText, waysInWords } from './words.ts';

/** Everything about one action. */
export const actionSection = (action: CatalogueAction, { inWords }: Made): string =>
  [
    `### ${code(action.id)}`,
    action.description,
    parameterTable(action.parameters),
    facts([
      ...(action.category === 'control' ? [] : aboutFault(action)),
      ['Needs', permissionsOf(action)],
      ['Limits', prose(action.limits.join(' '))],
      ['In Firedrill', inWords],
      ['Sources', action.sources.map(sourceLink).join(', ')],
    ]),
  ]
    .filter((part) => part !== '')
    .join('\n\n');

const aboutFault = (action: CatalogueAction): readonly (readonly [string, string | undefined])[] => [
  ['Hits', targetsOf(action)],
  ['Ends', prose(`${endsHow(action)}. ${action.revertNote ?? ''}`.trim())],
  ['Before-image', prose(action.snapshot)],
  ['Proof', prose(`level ${action.evidenceLevel}. ${action.evidence}`)],
  ['Verified by', prose(action.verify)],
  ['IAM', prose(`${action.iamEnforced}. ${action.iamNote}`)],
];

/** The parameters of an action or a document. */
export const parameterTable = (parameters: readonly CatalogueParameter[]): string =>
  parameters.length === 0
    ? ''
    : table(
        ['parameter', 'value', '', ''],
        parameters.map((parameter) => [
          code(parameter.name),
          valueText(parameter),
          needText(parameter),
          parameter.description ?? '',
        ]),
      );

const targetsOf = ({ targets, choosers, maxTargets }: CatalogueAction): string | undefined => {
  if (targets.length === 0) return undefined;
  const types = targets.map(({ key, resourceType }) => `${code(key)}: ${code(resourceType)}`).join(', ');
  const only = choosers ? `, by ${waysInWords(choosers)} only` : '';
  const most = maxTargets ? `, at most ${maxTargets} in an experiment` : '';
  return `${types}${only}${most}.`;
};

const permissionsOf = ({
  permissions,
  permissionNote = '',
  managedPolicy,
}: CatalogueAction): string | undefined => {
  const policy = managedPolicy?.split('/').at(-1);
  return [
    permissions.length > 0 && `${codes(permissions)}.`,
    prose(permissionNote),
    policy && `AWS's own policy: ${code(policy)}.`,
  ]
    .filter(Boolean)
    .join(' ');
};

const sourceLink = (url: string): string => {
  const { hostname, pathname } = new URL(url);
  const parts = pathname.split('/').filter((part) => part !== '');
  const name = hostname === 'github.com' ? parts.slice(0, 2).join('/') : parts.at(-1)?.replace(/\.html$/, '');
  return `[${name ?? hostname}](${url})`;
};
