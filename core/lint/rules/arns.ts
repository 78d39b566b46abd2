import type { Finding, Path } from '../../documents/problem.ts';
import { quote } from '../../documents/quote.ts';
import type { Experiment } from '../../experiment.ts';
import { type Arn, otherwise, parseArn } from '../arns.ts';
import { eachFault, faultsOf, found } from '../found.ts';
import { leftOver } from '../left-over.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

type ArnAt = { readonly arn: Arn; readonly text: string; readonly path: Path };

const otherType: Rule = {
  id: 'arn-of-another-type',
  severity: 'error',
  summary: 'an ARN that is not of the kind of resource that is named',
  why: 'FIS takes both apart, finds no such resource, and fails when it resolves its targets.',
  link: page.targets,
  check: eachFault(({ fault: { targets }, path }) =>
    (targets.arns ?? []).flatMap((text, index) => {
      const arn = leftOver(text) === undefined ? parseArn(text) : undefined;
      const form = arn && otherwise(targets.resourceType, arn);
      return form === undefined
        ? []
        : [
            found(
              [...path, 'targets', 'arns', index],
              `${quote(text)} is not of the type ${targets.resourceType}`,
              `one begins with ${form}`,
            ),
          ];
    }),
  ),
};

const severalPlaces: Rule = {
  id: 'several-places',
  severity: 'error',
  summary: 'ARNs of several Regions or accounts, or of another one than the experiment runs in',
  why: 'An experiment of FIS runs in one Region, on one account unless it was made for several. A document of another Region is refused; seen in public templates as a Region that was copied along.',
  link: page.documents,
  check: (experiment, { region }) => {
    const all = arnsOf(experiment);
    return [
      ...apart(all, 'region', 'Region', region),
      ...apart(
        all.filter(({ arn: { account } }) => account !== 'aws'),
        'account',
        'account',
      ),
    ];
  },
};

// The first that names a place is taken for where the experiment runs; a role or a bucket names none.
const apart = (
  all: readonly ArnAt[],
  part: 'region' | 'account',
  called: string,
  known?: string,
): readonly Finding[] => {
  const placed = all.filter(({ arn }) => arn[part] !== '');
  const here = known ?? placed[0]?.arn[part];
  return placed
    .filter(({ arn }) => arn[part] !== here)
    .map(({ arn, text, path }) =>
      found(
        path,
        `${quote(text)} is of the ${called} ${arn[part]}, and ${known ? 'the run' : 'the rest'} is in ${here}`,
        `use one of ${here}, or make it an experiment of its own`,
      ),
    );
};

const arnsOf = (experiment: Experiment): readonly ArnAt[] =>
  [
    ...faultsOf(experiment).flatMap(({ fault: { targets, parameters }, path }) => [
      ...(targets.arns ?? []).map((text, index) => ({ text, path: [...path, 'targets', 'arns', index] })),
      ...at(targets.parameters?.clusterIdentifier, [...path, 'targets', 'parameters', 'clusterIdentifier']),
      ...at(parameters.documentArn, [...path, 'parameters', 'documentArn']),
    ]),
    ...experiment.steadyState.probes.flatMap((probe, index) =>
      probe.type === 'alarm' ? at(probe.alarm, ['steadyState', 'probes', index, 'alarm']) : [],
    ),
  ].flatMap(({ text, path }) => {
    // What is to be filled in is of no place yet, and told already.
    const arn = leftOver(text) === undefined ? parseArn(text) : undefined;
    return arn ? [{ arn, text, path }] : [];
  });

const at = (text: string | undefined, path: Path) => (text === undefined ? [] : [{ text, path }]);

/** Rules about ARNs. */
export const arnRules: readonly Rule[] = [otherType, severalPlaces];
