// npm run simulate -- --help
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { sentences } from './invariants/sentences.ts';
import { loadPatched } from './mutants/patch.ts';
import { inLines } from './report.ts';

const help = `npm run simulate -- [options]

  --form short|full    what fits into a minute, or everything (short)
  --part <name>        matrix, layers or mutants; may be given again (short: matrix, full: all)
  --threads <n>        how many threads (as many as there are cores)
  --share <s>          of the full form's pairs and random schedules, how many are taken (1)
  --json <file>        writes the report as JSON
  --replay "<line>"    runs one schedule and tells everything that happens
  --mutant "<name>"    with --replay: on that mutant of the protocol
  --hunt "<text>"      with --part mutants: only those with that text in their name

A schedule is one line: ours/fails seed=1: inject-faults/faults.inject#1=late, *=events-lost`;

const options = {
  form: { type: 'string', default: 'short' },
  part: { type: 'string', multiple: true },
  threads: { type: 'string' },
  share: { type: 'string' },
  json: { type: 'string' },
  replay: { type: 'string' },
  mutant: { type: 'string' },
  hunt: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const partNames = ['matrix', 'layers', 'mutants'] as const;
const isPart = (text: string): text is (typeof partNames)[number] => partNames.some((one) => one === text);

const replay = async (line: string, mutant: string | undefined): Promise<number> => {
  if (mutant !== undefined) {
    const { mutants } = await import('./mutants/mutants.ts');
    const found = mutants.find(({ name }) => name === mutant);
    if (found === undefined) throw new Error(`There is no mutant "${mutant}"`);
    loadPatched(found.patches);
  }
  // The real code is loaded after its patches, so nothing above may import it.
  const { simulate } = await import('./simulate.ts');
  const { readSchedule } = await import('./schedule.ts');
  const { timeline, verdict, violations } = await simulate(readSchedule(line), true);
  for (const entry of timeline) console.log(entry);
  console.log(`\n${verdict}`);
  for (const { invariant, detail, atMs } of violations)
    console.log(`${invariant} at ${atMs} ms: ${detail}\n  ${sentences[invariant]}`);
  return violations.length === 0 ? 0 : 1;
};

const campaign = async (values: ReturnType<typeof read>): Promise<number> => {
  const { form, part, threads, share, json, hunt } = values;
  if (form !== 'short' && form !== 'full') throw new Error(`"${form}" is no form; there are short and full`);
  const unknown = part?.find((one) => !isPart(one));
  if (unknown !== undefined) throw new Error(`"${unknown}" is no part; there are ${partNames.join(', ')}`);
  const { runCampaign } = await import('./campaign.ts');
  const report = await runCampaign({
    form,
    ...(part && { parts: part.filter(isPart) }),
    ...(threads && { threads: Number(threads) }),
    ...(share && { share: Number(share) }),
    ...(hunt && { hunted: hunt }),
    kept: (soFar) => json && writeFileSync(json, `${JSON.stringify(soFar, undefined, 2)}\n`),
    progress: (text) => process.stderr.write(process.stderr.isTTY ? `\r\u001B[K${text}` : `${text}\n`),
  });
  for (const line of inLines(report)) console.log(line);
  const isClean =
    report.violations.length === 0 &&
    report.layers.every(({ unexpected }) => unexpected.length === 0) &&
    report.mutants.every(({ killedBy }) => killedBy !== undefined);
  return isClean ? 0 : 1;
};

const read = () => parseArgs({ options }).values;

try {
  const values = read();
  if (values.help) console.log(help);
  else process.exitCode = await (values.replay ? replay(values.replay, values.mutant) : campaign(values));
} catch (failure) {
  console.error(failure instanceof Error ? failure.message : failure);
  process.exitCode = 2;
}
