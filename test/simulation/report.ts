import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import type { Form } from './forms.ts';
import { sentences } from './invariants/sentences.ts';
import type { Finding, Told } from './tally.ts';

/** What is found with a layer switched off: whether the others hold, and what shows that it is needed. */
export type LayerResult = {
  readonly layer: string;
  readonly schedules: number;
  /** How often something was found that is bound to be, and the commonest kinds of it. */
  readonly expectedFindings: number;
  readonly expected: readonly (Finding & { readonly why: string })[];
  readonly unexpected: readonly Finding[];
};

/** Which invariant noticed a mutant, and the schedule that showed it. */
export type MutantResult = {
  readonly mutant: string;
  readonly schedules: number;
  readonly killedBy?: string;
  readonly detail?: string;
  readonly schedule?: string;
};

/** Everything that a run of the simulator shows. */
export type SimulationReport = {
  readonly form: Form;
  readonly commit: string;
  readonly date: string;
  readonly machine: string;
  readonly threads: number;
  /** Of the pairs and random schedules of the form, how many were taken. */
  readonly share: number;
  readonly seconds: number;
  readonly schedules: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly byClass: Readonly<Record<string, number>>;
  readonly byVerdict: Readonly<Record<string, number>>;
  readonly paged: number;
  readonly violations: readonly Finding[];
  readonly layers: readonly LayerResult[];
  readonly mutants: readonly MutantResult[];
};

/** Where and when a run was made. */
export const provenance = () => ({
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} cores, Node ${process.versions.node}`,
});

/** Adds up what jobs told, by name. */
export const sum = (all: readonly Told[], part: (told: Told) => Readonly<Record<string, number>>) => {
  const total: Record<string, number> = {};
  for (const told of all)
    for (const [name, count] of Object.entries(part(told))) total[name] = (total[name] ?? 0) + count;
  return Object.fromEntries(Object.entries(total).sort(([, a], [, b]) => b - a));
};

/** Everything that is wrong, in one line each, with what runs it again. */
export const findingsIn = ({ violations, layers, mutants }: SimulationReport): readonly string[] => [
  ...violations.map(inLine),
  ...layers.flatMap(({ unexpected }) => unexpected.map(inLine)),
  ...mutants.filter(({ killedBy }) => !killedBy).map(({ mutant }) => `nothing noticed: ${mutant}`),
];

const inLine = ({ invariant, detail, schedule }: Finding): string =>
  `${invariant}: ${detail} · npm run simulate -- --replay "${schedule}"`;

/** A report for a person. */
export const inLines = (report: SimulationReport): readonly string[] => [
  '',
  `${count(report.schedules)} schedules (share ${report.share}) in ${report.seconds} s on ${report.threads} threads (${report.machine})`,
  ...table('by kind', report.byKind),
  ...table('by class of fault (a schedule may have several)', report.byClass),
  ...table('what came of them', report.byVerdict),
  `  in ${count(report.paged)} of them a person was paged on the way`,
  ...report.layers.flatMap(({ layer, schedules, expectedFindings, unexpected }) => [
    `without ${layer}: ${count(schedules)} schedules, ${unexpected.length} unexpected, ${noticed(expectedFindings)}`,
    ...unexpected.map(findingLine),
  ]),
  ...(report.mutants.length > 0 ? [mutantLine(report.mutants)] : []),
  ...report.mutants.filter(({ killedBy }) => !killedBy).map(({ mutant }) => `  STILL ALIVE: ${mutant}`),
  report.violations.length === 0 ? 'no violation' : `${report.violations.length} kinds of VIOLATION`,
  ...report.violations.flatMap((one) => [
    findingLine(one),
    `    ${sentences[one.invariant]}`,
    `    npm run simulate -- --replay "${one.schedule}"`,
  ]),
];

const noticed = (findings: number): string =>
  findings > 0 ? `its absence shows ${count(findings)} times` : 'nothing notices its absence';

const mutantLine = (mutants: readonly MutantResult[]): string =>
  `${mutants.filter(({ killedBy }) => killedBy).length} of ${mutants.length} mutants noticed`;

const findingLine = ({ invariant, detail, count: times, classes }: Finding): string =>
  `  ${invariant}: ${detail} (${times} times, with ${classes.join(' and ') || 'nothing'})`;

const table = (title: string, rows: Readonly<Record<string, number>>): readonly string[] => [
  `${title}:`,
  ...Object.entries(rows).map(([name, times]) => `  ${count(times).padStart(10)}  ${name}`),
];

const count = (n: number): string => n.toLocaleString('en');
