import type { Job } from './jobs.ts';
import { type Layer, layers } from './layers.ts';
import { layerPatches, type Mutant } from './mutants/mutants.ts';
import type { Batch } from './pool.ts';
import { isQuick, scenarios } from './scenarios.ts';
import type { Breadth } from './singles.ts';

/** How much is run: what fits into a minute of the test suite, or everything. */
export type Form = 'short' | 'full';

const kinds = ['ours', 'if-asked', 'self-reverting', 'by-document', 'irreversible'];
const failing = kinds.map((kind) => `${kind}/fails`);

const jobsOf = (
  job: Omit<Job, 'part' | 'parts' | 'without'>,
  parts: number,
  without: readonly Layer[] = [],
) => Array.from({ length: parts }, (_, part): Job => ({ ...job, part, parts, without }));

const singles = (names: readonly string[], breadth: Breadth, without: readonly Layer[] = []) =>
  names.flatMap((scenario) =>
    jobsOf({ kind: 'singles', scenario, share: 1, breadth }, breadth === 'everything' ? 8 : 2, without),
  );

const pairs = (names: readonly string[], share: number, parts: number, without: readonly Layer[] = []) =>
  names.flatMap((scenario) => jobsOf({ kind: 'pairs', scenario, share }, parts, without));

const randoms = (count: number, parts: number) =>
  jobsOf({ kind: 'random', scenario: 'any', share: count }, parts);

/**
 * The pieces of a form that are run on the code as it is. Of the pairs and random schedules of the full form `share` is
 * taken; single faults are all taken, always.
 */
export const matrix = (form: Form, share: number): readonly Batch[] => {
  const names = [...scenarios.keys()].filter(isQuick);
  const short = [
    ...singles(['ours/fails'], 'lasting-once'),
    ...singles(failing.slice(1), 'one-of-each'),
    ...pairs(failing, 0.0015, 1),
    ...randoms(5_000, 8),
  ];
  // What takes longest first, so that the last minutes keep every core busy.
  const full = () => [
    ...pairs(failing, share, 40),
    ...randoms(Math.round(200_000 * share), 100),
    ...singles(names, 'everything'),
  ];
  return [{ name: 'all layers on', patches: [], jobs: form === 'short' ? short : full() }];
};

// Of three quarters of a million pairs about twenty thousand.
const sampled = 0.027;

/** Every single fault, and sampled pairs, with each layer switched off in turn. */
export const layersOff = (share: number): readonly Batch[] =>
  layers.map((layer) => ({
    name: `without ${layer}`,
    patches: layerPatches[layer] ?? [],
    jobs: [...singles(failing, 'lasting-once', [layer]), ...pairs(failing, sampled * share, 4, [layer])],
  }));

/** Where a mutant is looked for, one after the other, until something notices it. */
export const huntingGrounds: readonly string[] = [
  'ours/fails',
  'ours/holds',
  'if-asked/holds',
  'mixed/two',
  'ours/approved',
  'ours/deaf',
  'irreversible/fails',
  'ours/probed',
  'ours/again',
];

/** The hunt for one mutant. */
export const huntFor = ({ name, patches }: Mutant, scenario: string, first?: string): Batch => ({
  name,
  patches,
  jobs: jobsOf(
    {
      kind: 'singles',
      scenario,
      share: 1,
      breadth: 'lasting-once',
      stopAtFirst: true,
      ...(first && { first }),
    },
    1,
  ),
});
