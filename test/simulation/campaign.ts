import { availableParallelism } from 'node:os';
import { whyExpected } from './expected.ts';
import { type Form, huntFor, huntingGrounds, layersOff, matrix } from './forms.ts';
import type { Job } from './jobs.ts';
import { layers } from './layers.ts';
import { type Mutant, mutants } from './mutants/mutants.ts';
import { type Batch, runBatches } from './pool.ts';
import { type LayerResult, type MutantResult, provenance, type SimulationReport, sum } from './report.ts';
import { readSchedule, inWords as scheduleInWords } from './schedule.ts';
import { shrink } from './shrink.ts';
import type { Finding, Told } from './tally.ts';

/** What to run, and whom to tell how far it is. */
export type Campaign = {
  readonly form: Form;
  readonly threads?: number;
  /** Of the pairs and the random schedules of the full form, how many are taken. */
  readonly share?: number;
  readonly parts?: readonly ('matrix' | 'layers' | 'mutants')[];
  readonly progress?: (text: string) => void;
  /** Given what there is so far after each part: a part can take hours. */
  readonly kept?: (soFar: SimulationReport) => void;
  /** Of the mutants, those whose name contains it. */
  readonly hunted?: string;
};

type Heard = { readonly batch: Batch; readonly job: Job; readonly told: Told };

/** Runs a campaign from beginning to end. */
export const runCampaign = async ({
  form,
  threads = availableParallelism(),
  share = 1,
  parts = form === 'full' ? ['matrix', 'layers', 'mutants'] : ['matrix'],
  progress = () => undefined,
  kept = () => undefined,
  hunted = '',
}: Campaign): Promise<SimulationReport> => {
  const startedAt = performance.now();
  const all: Heard[] = [];
  const found = new Set<string>();
  const hear = (total: number) => (batch: Batch, job: Job, told: Told) => {
    all.push({ batch, job, told });
    const what = `${batch.name}: ${job.kind} ${job.scenario}`;
    for (const one of batch.patches.length === 0 ? told.findings : [])
      found.add(`${one.invariant}: ${one.detail}`);
    progress(
      `${all.length} of ${total} pieces · ${what} · ${told.schedules} schedules · ${found.size} kinds of finding`,
    );
  };
  const run = async (batches: readonly Batch[]) => {
    const before = all.length;
    const pieces = batches.reduce((sofar, { jobs }) => sofar + jobs.length, 0);
    await runBatches(batches, threads, hear(before + pieces));
    return all.slice(before);
  };
  const base = { form, ...provenance(), threads, share };
  let report: SimulationReport = { ...base, ...(await resultsOf([])), seconds: 0, layers: [], mutants: [] };
  const keep = (more: Partial<SimulationReport>) => {
    report = { ...report, ...more, seconds: Math.round((performance.now() - startedAt) / 1000) };
    kept(report);
  };
  if (parts.includes('matrix')) keep(await resultsOf(await run(matrix(form, share))));
  if (parts.includes('layers')) {
    const without = await run(layersOff(share));
    keep({ layers: layers.flatMap((layer) => layerResult(layer, without)) });
  }
  if (parts.includes('mutants')) {
    const wanted = mutants.filter(({ name }) => name.includes(hunted));
    keep({ mutants: await huntAll(wanted, threads, progress) });
  }
  return report;
};

const resultsOf = async (heard: readonly Heard[]) => {
  const told = heard.map((one) => one.told);
  return {
    schedules: told.reduce((sofar, { schedules }) => sofar + schedules, 0),
    byKind: byKind(heard),
    byClass: sum(told, ({ byClass }) => byClass),
    byVerdict: sum(told, ({ byVerdict }) => byVerdict),
    paged: told.reduce((sofar, { paged }) => sofar + paged, 0),
    violations: await Promise.all(merged(told.flatMap(({ findings }) => findings)).map(shortest)),
  };
};

const byKind = (heard: readonly Heard[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const { job, told } of heard) counts[job.kind] = (counts[job.kind] ?? 0) + told.schedules;
  return counts;
};

const merged = (findings: readonly Finding[]): readonly Finding[] => {
  const known = new Map<string, Finding>();
  for (const one of findings) {
    const key = `${one.invariant} ${one.detail} ${one.classes.join()}`;
    const before = known.get(key);
    known.set(key, before ? { ...before, count: before.count + one.count } : one);
  }
  return [...known.values()].sort((a, b) => b.count - a.count);
};

const shortest = async (finding: Finding): Promise<Finding> => {
  const schedule = await shrink(readSchedule(finding.schedule), finding.invariant);
  return { ...finding, schedule: scheduleInWords(schedule) };
};

// The commonest of each layer: the rest is more of the same.
const examples = 12;

const layerResult = (layer: (typeof layers)[number], heard: readonly Heard[]): readonly LayerResult[] => {
  const mine = heard.filter(({ job }) => job.without.includes(layer));
  if (mine.length === 0) return [];
  const findings = merged(mine.flatMap(({ told }) => told.findings)).map((one) => {
    const why = whyExpected(layer, one);
    return why === undefined ? { ...one } : { ...one, why };
  });
  const expected = findings.flatMap((one) => ('why' in one && one.why ? [{ ...one, why: one.why }] : []));
  const schedules = mine.reduce((sofar, { told }) => sofar + told.schedules, 0);
  return [
    {
      layer,
      schedules,
      expectedFindings: expected.reduce((sofar, { count }) => sofar + count, 0),
      expected: expected.slice(0, examples),
      unexpected: findings.filter((one) => !('why' in one)),
    },
  ];
};

const huntAll = async (
  wanted: readonly Mutant[],
  threads: number,
  progress: (text: string) => void,
): Promise<readonly MutantResult[]> => {
  const queue = [...wanted];
  const found = new Map<string, MutantResult>();
  const thread = async () => {
    for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
      const result = await hunt(mutant);
      found.set(mutant.name, result);
      progress(`${found.size} of ${wanted.length} mutants · ${mutant.name}: ${result.killedBy ?? 'ALIVE'}`);
    }
  };
  await Promise.all(Array.from({ length: threads }, thread));
  return wanted.flatMap(({ name }) => found.get(name) ?? []);
};

// What is noticed at all is noticed within one or two minutes.
const patienceMs = 5 * 60_000;

type HuntingGround = { readonly scenario: string; readonly first?: string };

const grounds = ({ where }: Mutant): readonly HuntingGround[] => [
  ...(where ? [where] : []),
  ...huntingGrounds.map((scenario) => ({ scenario })),
];

const hunt = async (mutant: Mutant): Promise<MutantResult> => {
  let schedules = 0;
  const untilMs = performance.now() + patienceMs;
  for (const { scenario, first } of grounds(mutant)) {
    if (performance.now() > untilMs) break;
    let finding: Finding | undefined;
    await runBatches([huntFor(mutant, scenario, first)], 1, (_batch, _job, told) => {
      schedules += told.schedules;
      finding ??= told.findings[0];
    });
    if (finding === undefined) continue;
    const { invariant, detail, schedule } = finding;
    return { mutant: mutant.name, schedules, killedBy: invariant, detail, schedule };
  }
  return { mutant: mutant.name, schedules };
};
