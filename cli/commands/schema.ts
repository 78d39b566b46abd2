import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { choiceArgument, choiceOption } from '../choice.ts';
import { wantsJson } from '../globals.ts';
import { openOutput } from '../output.ts';
import { recoverFirst } from '../recover-first.ts';

type Options = { draft: '7' | '2020-12'; out?: string };

/** `firedrill schema [kind]`. */
export const addSchema = (program: Command): void => {
  program
    .command('schema')
    .description('print the JSON Schema of a document: what an editor completes and checks it with')
    .addArgument(choiceArgument('[kind]', 'which document', ['experiment', 'gameday']).default('experiment'))
    .addOption(
      choiceOption('--draft <draft>', 'editors read 7, OpenAPI 3.1 reads 2020-12', ['7', '2020-12']).default(
        '7',
      ),
    )
    .option('--out <file>', 'write it there instead')
    .action(async (kind: string, { draft, out: file }: Options, command: Command) => {
      await recoverFirst(command);
      const { jsonSchemas } = await import('../../core/documents/json-schema.ts');
      const schema = jsonSchemas(draft === '7' ? 'draft-07' : 'draft-2020-12')[`${kind}.schema.json`];
      const text = `${JSON.stringify(schema, null, 2)}\n`;
      const json = wantsJson(command);
      const out = await openOutput(json);
      if (file) {
        writeFileSync(file, text);
        out.say(`${file}: the schema of ${kind}s, draft ${draft}`);
      } else if (!json) process.stdout.write(text);
      out.emit({ type: 'result', kind, draft, ...(file ? { file } : { schema }) });
    });
};
