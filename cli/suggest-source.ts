import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import type { TemplateOrigin } from '../core/suggest/template/template.ts';
import { exitCode, Stop } from './exit.ts';
import { awsChoiceOf } from './globals.ts';

/** A template, where it is from, and how to speak of that. */
export type SuggestSource = TemplateOrigin & {
  readonly text: string;
  readonly said: string;
  /** Where users find what it makes, where its stack says so. */
  readonly url?: string;
};

type Asked = {
  readonly template?: string;
  readonly stack?: string;
  readonly parameter?: readonly string[];
};

/** The template that is asked for: a file's, or a deployed stack's. */
export const sourceOf = (command: Command, asked: Asked): SuggestSource | Promise<SuggestSource> => {
  const { template, stack, parameter } = asked;
  if (template !== undefined) return fromFile(template, stack, parametersIn(parameter));
  if (stack === undefined)
    throw new Stop(
      exitCode.usage,
      'nothing to read: give --template <file>, or --stack <name> of a deployed stack',
    );
  if (parameter !== undefined)
    throw new Stop(exitCode.usage, '--parameter is about a --template: a deployed stack has its own');
  return fromStack(command, stack);
};

const fromFile = (
  file: string,
  stack: string | undefined,
  parameters: Readonly<Record<string, string>>,
): SuggestSource => {
  const name = stack ?? stackNameFrom(file);
  const guess =
    stack === undefined ? ` as the stack ${name} (say --stack <name> where it is called otherwise)` : '';
  return { text: textOf(file), file, stack: name, parameters, said: `${file}${guess}` };
};

// A stack's name begins with a letter and has letters, digits and hyphens.
const stackNameFrom = (file: string): string => {
  const [, stem = ''] = /^(.*?)(?:\.template)?\.\w+$/.exec(basename(file)) ?? [undefined, basename(file)];
  const name = stem.replace(/[^A-Za-z0-9]+/g, '-').replace(/^[^A-Za-z]+|-+$/g, '');
  return name === '' ? 'my-stack' : name;
};

const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const why =
      code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : String(cause);
    throw new Stop(exitCode.usage, `${file}: cannot be read: ${why}`, { cause });
  }
};

const parametersIn = (given: readonly string[] = []): Readonly<Record<string, string>> =>
  Object.fromEntries(
    given.map((one) => {
      const [, name, value] = /^([A-Za-z0-9]+)=(.*)$/s.exec(one) ?? [];
      if (name === undefined || value === undefined)
        throw new Stop(
          exitCode.usage,
          `--parameter is a name, an equals sign and a value, not ${JSON.stringify(one)}`,
        );
      return [name, value];
    }),
  );

const fromStack = async (command: Command, name: string): Promise<SuggestSource> => {
  const [{ CloudFormationClient }, { deployedTemplate }, { settingsFor }] = await Promise.all([
    import('@aws-sdk/client-cloudformation'),
    import('../adapters/cloudformation/deployed-template.ts'),
    import('./aws/settings.ts'),
  ]);
  const client = new CloudFormationClient(settingsFor(awsChoiceOf(command) ?? { stage: 'dev' }));
  try {
    const { outputs, ...deployed } = await deployedTemplate(client, name);
    const url = urlIn(outputs);
    const said = `the stack ${deployed.stack}${deployed.region ? ` in ${deployed.region}` : ''}`;
    return { ...deployed, file: deployed.stack, said, ...(url && { url }) };
  } finally {
    client.destroy();
  }
};

// Of several the one that is called so.
const urlIn = (outputs: Readonly<Record<string, string>>): string | undefined => {
  const urls = Object.entries(outputs).filter(([, value]) => /^https?:\/\/[^\s@]+$/.test(value));
  return (urls.find(([name]) => /url|website|endpoint/i.test(name)) ?? urls[0])?.[1];
};
