import { canonicalJson, sha256Hex, versionOf } from '../chain.ts';
import type { Experiment, GameDay } from '../experiment.ts';
import type { Definition } from '../fronts.ts';
import type { ExperimentRef } from '../run.ts';

type About = Pick<Definition, 'updatedAtMs' | 'updatedBy' | 'written'>;

/** A document as it is deployed. Of a game day the experiments of its steps, in order. */
export const definitionOf = (
  document: Experiment | GameDay,
  experiments: readonly ExperimentRef[],
  about: About,
): Definition => {
  if (document.kind === 'Experiment')
    return { ...about, kind: 'Experiment', document, version: versionOf(document) };
  const version = sha256Hex(canonicalJson({ document, experiments })).slice(0, 12);
  return { ...about, kind: 'GameDay', document, experiments, version };
};
