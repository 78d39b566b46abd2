import type { AwsfisDocument, RetiredAction, TargetType } from '../../core/catalogue/catalogue.ts';
import { parameterTable } from './action-section.ts';
import { code, codes, facts, prose, table } from './markdown.ts';
import { ends } from './words.ts';

/** One AWSFIS document. */
export const documentSection = (document: AwsfisDocument): string =>
  [
    `### ${code(document.name)}`,
    document.description,
    parameterTable(document.parameters),
    facts([
      ['Ends', endOf(document)],
      ['Installs', `${codes(document.dependencies)}.`],
      ['Limits', prose(document.limits.join(' '))],
      ['ARN', `${code(document.arnPattern)}; [source](${document.source}).`],
    ]),
  ].join('\n\n');

const endOf = ({ revertClass }: AwsfisDocument): string =>
  revertClass === 'irreversible'
    ? `${ends[revertClass]}: whatever watches the process starts it again.`
    : `${ends[revertClass]}, documented: it has written a script that undoes it before it begins.`;

/** What FIS can be told about each kind of target, besides ARNs and tags. */
export const targetTable = (targets: readonly TargetType[]): string =>
  table(
    ['target', '`filters` are paths of', 'target parameters', ''],
    targets.map(({ resourceType, filterApi, parameters, note }) => [
      code(resourceType),
      filterApi ? code(filterApi) : 'no filters',
      parameters
        .map(
          ({ name, required, description }) =>
            `${code(name)}${required === true ? ' (required)' : ''}: ${description}`,
        )
        .join('; '),
      note ?? '',
    ]),
  );

/** The ids that FIS does not list any more. */
export const retiredTable = (retired: readonly RetiredAction[]): string =>
  table(
    ['id', 'instead', 'why'],
    retired.map(({ id, use, why, source }) => [
      code(id),
      use ? code(use) : '',
      `${why} ([source](${source})).`,
    ]),
  );
