import type { Bundle } from './bundled-actions.ts';

/** Which items an adapter writes: where it is, what marks it in a minified bundle, how, and in which partitions. */
const writers: readonly {
  readonly file: string;
  readonly mark?: RegExp;
  readonly action: string;
  readonly keys: readonly string[];
}[] = [
  { file: 'drivers/dynamodb-fences', mark: /`fence run /, action: 'dynamodb:PutItem', keys: ['RUN#*'] },
  { file: 'dynamodb/definitions', mark: /`deploy /, action: 'dynamodb:PutItem', keys: ['DEFINITION#*'] },
  {
    file: 'dynamodb/definitions',
    mark: /`take back what is deployed/,
    action: 'dynamodb:DeleteItem',
    keys: ['DEFINITION#*'],
  },
  { file: 'dynamodb/experiments', mark: /`keep experiment /, action: 'dynamodb:PutItem', keys: ['EXP#*'] },
  { file: 'dynamodb/fault-updates', action: 'dynamodb:UpdateItem', keys: ['RUN#*'] },
  { file: 'dynamodb/faults', mark: /write the undo record/, action: 'dynamodb:PutItem', keys: ['RUN#*'] },
  { file: 'dynamodb/game-day-updates', action: 'dynamodb:PutItem', keys: ['GAMEDAY#*'] },
  {
    file: 'dynamodb/game-day-updates',
    mark: /\[[\w$]+\([\w$]+\("GAMEDAY"/,
    action: 'dynamodb:DeleteItem',
    keys: ['OPEN#GAMEDAY'],
  },
  {
    file: 'dynamodb/game-days',
    mark: /`create game day /,
    action: 'dynamodb:PutItem',
    keys: ['BY-AGE#GAMEDAY', 'GAMEDAY#*', 'OPEN#GAMEDAY'],
  },
  { file: 'dynamodb/idempotency-keys', action: 'dynamodb:PutItem', keys: ['KEY#*'] },
  { file: 'dynamodb/journal-append', action: 'dynamodb:PutItem', keys: ['RUN#*'] },
  { file: 'dynamodb/leases', mark: /`take the leases/, action: 'dynamodb:PutItem', keys: ['LEASE'] },
  { file: 'dynamodb/leases', mark: /`release the leases/, action: 'dynamodb:DeleteItem', keys: ['LEASE'] },
  { file: 'dynamodb/levers', mark: /`engage lever /, action: 'dynamodb:PutItem', keys: ['LEVER#*'] },
  { file: 'dynamodb/levers', mark: /`release lever /, action: 'dynamodb:DeleteItem', keys: ['LEVER#*'] },
  {
    file: 'dynamodb/retention',
    mark: /`set how long run /,
    action: 'dynamodb:UpdateItem',
    keys: ['BY-AGE#RUN', 'RUN#*'],
  },
  {
    file: 'dynamodb/occurrences',
    mark: /`note an occurrence of /,
    action: 'dynamodb:PutItem',
    keys: ['OCCURRENCE#*'],
  },
  { file: 'dynamodb/run-attempts', action: 'dynamodb:UpdateItem', keys: ['RUN#*'] },
  { file: 'dynamodb/run-creation', action: 'dynamodb:PutItem', keys: ['BY-AGE#RUN', 'OPEN#RUN', 'RUN#*'] },
  { file: 'dynamodb/run-updates', action: 'dynamodb:UpdateItem', keys: ['RUN#*'] },
  { file: 'dynamodb/run-updates', mark: /`close run /, action: 'dynamodb:DeleteItem', keys: ['OPEN#RUN'] },
  {
    file: 'dynamodb/watches',
    mark: /told of its alarms/,
    action: 'dynamodb:PutItem',
    keys: ['RUN#*', 'WATCH#*'],
  },
  {
    file: 'dynamodb/watches',
    mark: /told of nothing/,
    action: 'dynamodb:DeleteItem',
    keys: ['RUN#*', 'WATCH#*'],
  },
];

/** The partitions that a bundle writes, by action. */
export const keysWritten = ({ ownFiles, text }: Bundle): Readonly<Record<string, readonly string[]>> => {
  const here = writers.filter(
    ({ file, mark }) => ownFiles.includes(`adapters/${file}.ts`) && (mark?.test(text) ?? true),
  );
  const actions = [...new Set(here.map(({ action }) => action))].sort();
  return Object.fromEntries(
    actions.map((action) => [
      action,
      [...new Set(here.flatMap((writer) => (writer.action === action ? writer.keys : [])))].sort(),
    ]),
  );
};

/** Adapters that write the table, and that nobody has said more of here. */
export const unknownWriters = ({ ownFiles }: Bundle): readonly string[] =>
  ownFiles.filter(
    (file) =>
      file.startsWith('adapters/dynamodb/') &&
      !isHelper.test(file) &&
      !writers.some((writer) => file === `adapters/${writer.file}.ts`),
  );

// What writers write with, and what only reads.
const isHelper =
  /\/(attributes|condition|conflict|definitions|experiments|game-days|item-keys|journal|levers|listing|put|querying|reading|remove|run-lists|runs|stream-image|table|transact|update|update-input)\.ts$/;
