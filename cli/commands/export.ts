import { type Command, Option } from 'commander';
import { choiceOption } from '../choice.ts';
import { exitCode, Stop } from '../exit.ts';
import { wantsJson } from '../globals.ts';
import { type Output, openOutput } from '../output.ts';
import { recoverFirst } from '../recover-first.ts';

type Options = {
  readonly to: 'fis';
  readonly roleArn?: string;
  readonly alarmRegion?: string;
  readonly out?: string;
  readonly force?: boolean;
};

/** `firedrill export <file>`. */
export const addExport = (program: Command): void => {
  program
    .command('export')
    .description('write an experiment as a FIS experiment template, and say what FIS cannot express')
    .argument('<file>', 'an experiment')
    .addOption(choiceOption('--to <format>', 'what to write', ['fis']).default('fis'))
    .addOption(new Option('--role-arn <arn>', 'the role FIS takes on'))
    .option('--alarm-region <region>', 'where the alarms are')
    .option('--out <file>', 'write it there instead')
    .option('--force', 'write over a file that is there')
    .action(async (file: string, options: Options, command: Command) => {
      await recoverFirst(command);
      await exportFile(await openOutput(wantsJson(command)), file, options);
    });
};

const exportFile = async (
  out: Output,
  file: string,
  { roleArn, alarmRegion: region, out: to, force = false }: Options,
): Promise<void> => {
  const { readExperiment } = await import('../documents.ts');
  const { exportFis } = await import('../../core/export/fis/export.ts');
  const { newFile } = await import('../import/new-file.ts');
  const { template, notes } = exportFis(readExperiment(file), {
    ...(roleArn && { roleArn }),
    ...(region && { region }),
  });
  for (const note of notes) {
    const { what, from, message, fix } = note;
    if (what !== 'carried')
      out.say(`${file}${from ? ` ${from}` : ''}: ${what}: ${message}${fix ? `; ${fix}` : ''}`);
    out.emit({ type: 'note', ...note });
  }
  if (template === undefined) throw new Stop(exitCode.usage, `${file}: FIS can do none of its faults`);
  const text = `${JSON.stringify(template, null, 2)}\n`;
  if (to !== undefined) newFile(to, text, force);
  else if (!out.json) process.stdout.write(text);
  if (to !== undefined)
    out.say(`${to} is written. Next:\n  aws fis create-experiment-template --cli-input-json file://${to}`);
  out.emit({ type: 'result', ...(to !== undefined && { file: to }), template });
};
