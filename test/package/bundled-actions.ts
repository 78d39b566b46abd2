import type { Metafile } from 'esbuild';
import { commandActions, rawOperations, transactionActions } from './command-actions.ts';

/** What survives of a function in its bundle: the SDK's commands in it, and the text. */
export type Bundle = {
  readonly commands: readonly string[];
  readonly ownFiles: readonly string[];
  readonly text: string;
};

/** The commands of the SDK that a bundle can send: those whose class is still in one of its files. */
export const bundleOf = (outputs: readonly Metafile['outputs'][string][], text: string): Bundle => {
  const files = outputs.flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  return {
    commands: files.flatMap((file) => {
      const [, client, command] = /client-([\w-]+)\/dist-es\/commands\/(\w+)Command\.js$/.exec(file) ?? [];
      return client && command && !file.includes('nested-clients') ? [`${client}.${command}`] : [];
    }),
    ownFiles: files.filter((file) => !file.includes('node_modules')),
    text,
  };
};

/** The IAM actions that a bundle can ask for. Throws when it holds a command that nobody has thought about. */
export const actionsOf = ({ commands, ownFiles, text }: Bundle): readonly string[] => {
  const raw = ownFiles.includes('adapters/fis/wire.ts') ? matching(rawOperations, text) : [];
  if (ownFiles.includes('adapters/fis/wire.ts') && raw.length === 0)
    throw new Error('adapters/fis/wire.ts is in the bundle, and none of its operations can be found there');
  const borrowed =
    raw.length > 0 && !ownFiles.includes('adapters/fis/experiment.ts') ? ['fis.GetExperiment'] : [];
  const parts = commands.includes('dynamodb.TransactWriteItems') ? matching(transactionActions, text) : [];
  if (commands.includes('dynamodb.TransactWriteItems') && parts.length === 0)
    throw new Error('a transaction is in the bundle, and none of its parts can be found there');
  const sent = commands.filter((command) => !borrowed.includes(command)).flatMap(actionsFor);
  return [...new Set([...sent, ...parts, ...raw])].sort();
};

const matching = (known: readonly (readonly [RegExp, string])[], text: string): readonly string[] =>
  known.flatMap(([pattern, action]) => (pattern.test(text) ? [action] : []));

const actionsFor = (command: string): readonly string[] => {
  const actions = commandActions[command];
  if (actions === undefined)
    throw new Error(`test/package/command-actions.ts does not say what ${command} needs`);
  return actions;
};
