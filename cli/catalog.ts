import type { Command } from 'commander';
import { optionsWithValue } from './globals.ts';

/** A command as the overview tells of it; its options and its work are loaded only when it is the one that is wanted. */
export type CatalogEntry = {
  readonly name: string;
  /** What comes after its name. */
  readonly usage: string;
  /** One line. */
  readonly summary: string;
  /** What one would really type, without `firedrill`. */
  readonly examples: readonly string[];
  load(): Promise<(program: Command) => void | Promise<void>>;
};

const shop = 'experiments/ec2-alb/one-web-instance-stops.yml';

/** Every command that people use, in the order of the overview. */
export const catalog: readonly CatalogEntry[] = [
  {
    name: 'init',
    usage: '[file]',
    summary: 'write a first experiment: asks on a terminal, else takes flags',
    examples: ['init', 'init shop.yml --system ec2 --name one-server-stops --url https://shop.example.com/'],
    load: async () => (await import('./commands/init.ts')).addInit,
  },
  {
    name: 'suggest',
    usage: '',
    summary: 'propose experiments for a CloudFormation template or a deployed stack',
    examples: [
      'suggest --template template.yml',
      'suggest --template cdk.out/Shop.template.json --stack shop-prod --out experiments/shop',
      'suggest --stack shop-prod --aws --region eu-central-1 --json',
    ],
    load: async () => (await import('./commands/suggest.ts')).addSuggest,
  },
  {
    name: 'validate',
    usage: '<files...>',
    summary: 'check documents: every problem at once, with line and column',
    examples: [`validate ${shop}`, 'validate experiments/*/*.yml --json'],
    load: async () => (await import('./commands/validate.ts')).addValidate,
  },
  {
    name: 'lint',
    usage: '<files...>',
    summary: 'what a valid document can still get wrong, why, and what would be right',
    examples: [
      `lint ${shop}`,
      'lint experiments/*/*.yml --fail-on warning --json',
      'lint shop.yml --aws --stage prod',
      'lint --explain selects-all',
    ],
    load: async () => (await import('./commands/lint.ts')).addLint,
  },
  {
    name: 'plan',
    usage: '<file>',
    summary: 'what would be hit, for how long, and how it is undone; touches nothing',
    examples: [
      `plan ${shop}`,
      `plan ${shop} --out approved.json`,
      `plan ${shop} --compare approved.json`,
      `plan ${shop} --replay 01JXDV3QRY8Z6G0V5W0C2K9B7T`,
    ],
    load: async () => (await import('./commands/plan.ts')).addPlan,
  },
  {
    name: 'import',
    usage: '[file]',
    summary: 'make experiments of FIS templates and of Chaos Toolkit experiments',
    examples: [
      'import fis-template.json --out shop.yml',
      'import stack.yml --out experiments/shop/',
      'import --fis-template EXT1a2b3c4d5e6f7 --aws --out shop.yml',
      'import experiment.json --format chaos-toolkit',
    ],
    load: async () => (await import('./commands/import.ts')).addImport,
  },
  {
    name: 'export',
    usage: '<file>',
    summary: 'write an experiment as a FIS experiment template',
    examples: [`export ${shop} --to fis`, `export ${shop} --to fis --out template.json`],
    load: async () => (await import('./commands/export.ts')).addExport,
  },
  {
    name: 'run',
    usage: '<file>',
    summary: 'run an experiment; with --wait the exit code is the verdict',
    examples: [
      `run ${shop} --wait`,
      `run ${shop} --lab --wait --time-scale 20`,
      `run ${shop} --wait --timeout PT10M --json`,
      'run shop.yml --aws --stage prod --wait',
    ],
    load: async () => (await import('./commands/run.ts')).addRun,
  },
  {
    name: 'gameday',
    usage: '<file>',
    summary: 'run a game day: experiments in order, with gates between them',
    examples: ['gameday experiments/ec2-alb/first-game-day.yml --lab --wait'],
    load: async () => (await import('./commands/gameday.ts')).addGameDay,
  },
  {
    name: 'apply',
    usage: '<files...>',
    summary: 'make the deployed documents and their schedules equal to files; shows the difference',
    examples: [
      'apply experiments/*/*.yml --dry-run',
      'apply experiments/*/*.yml --aws --stage prod',
      'apply experiments/*/*.yml --prune --yes --aws --stage prod',
    ],
    load: async () => (await import('./commands/apply.ts')).addApply,
  },
  {
    name: 'schedule',
    usage: '<list|next|skip|pause|resume>',
    summary: 'what runs by itself: when next, which guard would refuse it; skip, pause and resume',
    examples: [
      'schedule next',
      'schedule next one-web-instance-stops --zone UTC --json',
      'schedule pause one-web-instance-stops --aws --stage prod',
    ],
    load: async () => (await import('./commands/schedule.ts')).addSchedule,
  },
  {
    name: 'watch',
    usage: '[id]',
    summary: 'follow an open run from another terminal, to its end',
    examples: ['watch', 'watch 01JX --json'],
    load: async () => (await import('./commands/watch.ts')).addWatch,
  },
  {
    name: 'stop',
    usage: '[id]',
    summary: 'stop a run or a game day and have everything put back',
    examples: ['stop --all', "stop 01JX --reason 'the shop has a sale'", 'stop --all --aws --stage prod'],
    load: async () => (await import('./commands/stop.ts')).addStop,
  },
  {
    name: 'lever',
    usage: '<pull|release|list>',
    summary: 'the kill switch: keeps experiments from starting and stops those that run',
    examples: [
      "lever pull global --reason 'an incident'",
      'lever pull service:team-shop@example.com',
      'lever release global',
      'lever pull global --fis --aws --stage prod',
    ],
    load: async () => (await import('./commands/lever.ts')).addLever,
  },
  {
    name: 'status',
    usage: '',
    summary: 'the lab, open runs, and whether anything needs a person',
    examples: ['status', 'status --json'],
    load: async () => (await import('./commands/status.ts')).addStatus,
  },
  {
    name: 'list',
    usage: '',
    summary: 'the last runs and what came of them',
    examples: ['list', 'list --limit 100 --json'],
    load: async () => (await import('./commands/status.ts')).addStatus,
  },
  {
    name: 'report',
    usage: '[id]',
    summary: 'write a report to read and to forward, or a result for CI',
    examples: ['report', 'report 01JX --out /tmp/report.html', 'report --format junit --out firedrill.xml'],
    load: async () => (await import('./commands/report.ts')).addReport,
  },
  {
    name: 'history',
    usage: '',
    summary: 'each experiment over time: verdicts, recovery, how long ago it last held',
    examples: ['history', 'history --experiment one-web-instance-stops --limit 30 --json'],
    load: async () => (await import('./commands/history.ts')).addHistory,
  },
  {
    name: 'approve',
    usage: '<id>',
    summary: 'approve the plan of a waiting run, or open the gate of a game day',
    examples: ['approve 01JXDV3QRY8Z6G0V5W0C2K9B7T'],
    load: async () => (await import('./commands/approve.ts')).addApprove,
  },
  {
    name: 'deny',
    usage: '<id>',
    summary: 'deny the plan of a waiting run',
    examples: ['deny 01JXDV3QRY8Z6G0V5W0C2K9B7T'],
    load: async () => (await import('./commands/approve.ts')).addApprove,
  },
  {
    name: 'ack',
    usage: '<run>',
    summary: 'say that you look after a run that needs a person: paging ends, putting back does not',
    examples: ['ack 01JX', 'ack 01JX --aws --stage prod'],
    load: async () => (await import('./commands/ack.ts')).addAck,
  },
  {
    name: 'lab',
    usage: '<up|deploy|down>',
    summary: 'a small real workload on this machine to break',
    examples: ['lab up --time-scale 20', 'lab down'],
    load: async () => (await import('./commands/lab.ts')).addLab,
  },
  {
    name: 'doctor',
    usage: '[file]',
    summary: 'whether this machine, or with --aws an account, has what Firedrill needs',
    examples: ['doctor', 'doctor --json', 'doctor shop.yml --aws --stage prod'],
    load: async () => (await import('./commands/doctor.ts')).addDoctor,
  },
  {
    name: 'schema',
    usage: '[kind]',
    summary: 'print the JSON Schema of a document, for editors and other tools',
    examples: ['schema experiment', 'schema gameday --draft 2020-12 --out gameday.schema.json'],
    load: async () => (await import('./commands/schema.ts')).addSchema,
  },
  {
    name: 'completion',
    usage: '<shell>',
    summary: 'print what makes your shell complete commands, options and run ids',
    examples: [
      'completion bash >> ~/.bashrc',
      'completion zsh > ~/.zfunc/_firedrill',
      'completion fish > ~/.config/fish/completions/firedrill.fish',
    ],
    load: async () => (await import('./commands/completion.ts')).addCompletion,
  },
];

// Not for people: what other processes of this program start.
const hidden: readonly Pick<CatalogEntry, 'name' | 'load'>[] = [
  { name: 'take-over', load: async () => (await import('./commands/take-over.ts')).addTakeOver },
  { name: 'daemon', load: async () => (await import('./commands/daemon.ts')).addDaemon },
  { name: 'complete', load: async () => (await import('./commands/completion.ts')).addCompletion },
];

/** Gives the program the command that is wanted, whole; or, where none is, a line about each. */
export const addWanted = async (program: Command, args: readonly string[]): Promise<void> => {
  const wanted = wantedOf(args);
  const entry = [...catalog, ...hidden].find(({ name }) => name === wanted);
  if (entry) {
    // What completes the others has to know them.
    if (completes.has(entry.name)) for (const load of loadersBut(entry.name)) (await load())(program);
    await (await entry.load())(program);
    for (const { name, summary, examples } of catalog)
      program.commands
        .find((command) => command.name() === name)
        ?.summary(summary)
        .addHelpText('after', exampleText(examples));
  } else
    for (const { name, usage, summary } of catalog)
      program.command(`${name} ${usage}`.trim()).summary(summary);
};

const completes = new Set(['completion', 'complete']);

const loadersBut = (name: string) =>
  [...new Map(catalog.map((entry) => [entry.load.toString(), entry])).values()]
    .filter((entry) => entry.name !== 'completion' && entry.name !== name)
    .map(({ load }) => load);

const exampleText = (examples: readonly string[]): string =>
  `\nExamples:\n${examples.map((one) => `  $ firedrill ${one}`).join('\n')}`;

const wantedOf = (args: readonly string[]): string | undefined => {
  const isValue = (n: number) => optionsWithValue.some((option) => option === args[n - 1]);
  const words = args.filter((arg, n) => !arg.startsWith('-') && !isValue(n));
  return words[0] === 'help' ? words[1] : words[0];
};
