import { basename } from 'node:path';
import {
  type Entry,
  endingOf,
  entries,
  isForTheLab,
  isIrreversible,
  LAB,
  onAws,
  systems,
  textOf,
} from './library.ts';

const titleOf = (system: string): string => /^# (.+)$/m.exec(textOf(`${system}/README.md`))?.[1] ?? system;

/** What an experiment needs, as its folder's table says. */
export const needsOf = ({ file, system }: Entry): string => {
  const line = textOf(`${system}/README.md`)
    .split('\n')
    .find((row) => row.startsWith('| [') && row.includes(`](${basename(file)}) |`));
  return line?.split(' | ').at(-2) ?? '';
};

const inLab = (entry: Entry): string => {
  if (isForTheLab(entry)) return 'as it is';
  const twin = entries.find(({ file }) => file === `${LAB}/${basename(entry.file)}`);
  return twin ? `[twin](../experiments/${twin.file})` : 'no';
};

const row = (entry: Entry): string => {
  const { file, document } = entry;
  const undone = isIrreversible(entry) ? 'no' : 'yes';
  const cells = [
    `[${document.title}](../experiments/${file})`,
    undone,
    endingOf(document),
    inLab(entry),
    needsOf(entry),
  ];
  return `| ${cells.join(' | ')} |`;
};

const section = (system: string): string => {
  const mine = entries.filter((entry) => entry.system === system);
  return [
    `## [${titleOf(system)}](../experiments/${system})`,
    '',
    '| hypothesis | reversible | how it ends | lab | needs |',
    '|---|---|---|---|---|',
    ...mine.map(row),
    '',
  ].join('\n');
};

const onlyAws = systems.filter((system) => system !== LAB);

/** `docs/library.md`: every experiment of the library, by system. */
export const libraryPage = (): string => `# The library

${onAws.length} experiments on AWS over ${onlyAws.length} systems, and ${entries.length - onAws.length} that run in the lab as they are. Each file says what healthy means,
what is broken, how fast it must be well again, where its numbers come from, and what it may never exceed. Each folder has a
README with a table, the alarms (\`alarms.yaml\`, CloudFormation), and what there is to know.

How to take one into use: copy it, change what is marked with \`# change\`, deploy the folder's alarms, put the consent tag
(\`firedrill:consent\` = \`allowed\`) on what may be hit, then

    npx firedrill lint my-experiment.yml
    npx firedrill plan my-experiment.yml --aws --stage prod
    npx firedrill run  my-experiment.yml --aws --stage prod --wait

- What FIS may break in your account is up to whoever deploys: with \`fisFaults=few\`, the default, only EC2 instances, RDS and
  subnets; with \`all\`, everything here ([deploy.md](deploy.md)). The plan says what is missing.
- *Reversible: no* means that nothing puts it back (a terminated instance, a failover): Firedrill waits until the system has recovered
  by itself, and judges that. A person has to agree to each run of one.
- *Lab*: a twin is the same fault on the small shop on your machine, with nothing to set up.
- All are held to be valid, clean to the linter, within their limits, and refused without consent, by
  [\`test/experiments\`](../test/experiments), against the account in [\`test/fixtures/account\`](../test/fixtures/account). None of those
  on AWS has been run on AWS by us: the numbers are from where each says, and yours are yours to find.
- What cannot be broken, and what to do instead: [EKS control plane, etcd](../experiments/eks/README.md#what-cannot-be-broken).

${onlyAws.map(section).join('\n')}
${section(LAB).trimEnd()}

This page is written by \`test/experiments/library-page.test.ts\`: \`npx vitest run --project values test/experiments -u\` renews it.
`;
