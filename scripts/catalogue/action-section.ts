import type { CatalogueAction, CatalogueParameter } from '../../core/catalogue/catalogue.ts';
import type { Made } from './made.ts';
import { code, codes, facts, table } from './markdown.ts';
import { endsHow, needText, valueText } from './words.ts';

/** Everything about one action. */
export const actionSection = (action: CatalogueAction, made: Made): string =>
  [
    `### ${code(action.id)}`,
    action.description,
    parameterTable(action.parameters),
    facts([
      ['Hits', targetsOf(action)],
      ['Ends', `${endsHow(action)}. ${action.revertNote ?? ''}`.trim()],
      ['Before it', action.snapshot],
      ['Proof', `level ${action.evidenceLevel}. ${action.evidence}`],
      ['Over when', action.verify],
      ['IAM', `${action.iamEnforced}. ${action.iamNote}`],
      ['Needs', permissionsOf(action)],
      ['Limits', action.limits.join(' ')],
      ['In Firedrill', made.inWords],
      ['Sources', action.sources.map(sourceLink).join(', ')],
    ]),
  ]
    .filter((part) => part !== '')
    .join('\n\n');

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
  const only = choosers ? `, chosen by ${choosers.join(' or ')} only` : '';
  const most = maxTargets ? `, at most ${maxTargets} in an experiment` : '';
  return `${types}${only}${most}.`;
};

const permissionsOf = ({
  permissions,
  permissionNote,
  managedPolicy,
}: CatalogueAction): string | undefined => {
  if (permissions.length === 0) return permissionNote;
  const policy = managedPolicy
    ? ` AWS's own policy: ${code(managedPolicy.split('/').at(-1) ?? managedPolicy)}.`
    : '';
  return `${codes(permissions)}.${permissionNote ? ` ${permissionNote}` : ''}${policy}`;
};

const sourceLink = (url: string): string => {
  const { hostname, pathname, hash } = new URL(url);
  const parts = pathname.split('/').filter((part) => part !== '');
  const last = parts.at(-1)?.replace(/\.html$/, '') ?? hostname;
  const name = hostname === 'github.com' ? parts.slice(0, 2).join('/') : last;
  return `[${name}${hash}](${url})`;
};
