import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Runs } from '../../core/ports.ts';
import type { Run } from '../../core/run.ts';
import { attributesOf, documentOf, type Item } from './attributes.ts';
import { runKey } from './item-keys.ts';
import { itemAt } from './reading.ts';
import type { Table } from './table.ts';

/** One run at a time. */
export const runReader = (table: Table): Pick<Runs, 'get'> => ({
  get: async (runId) => {
    const item = await itemAt(table, `read run ${runId}`, runKey(runId));
    return item && runOf(item);
  },
});

// Each attempt is an attribute of its own: any number of ways home note theirs at once.
const attemptPrefix = 'attempt:';

/** The attribute of an attempt. */
export const attemptAttribute = (attemptId: string): string => `${attemptPrefix}${attemptId}`;

/** A run as attributes. */
export const runAttributes = ({ attempts = {}, ...run }: Run): Item => ({
  ...attributesOf(run),
  ...Object.fromEntries(
    Object.entries(attributesOf(attempts)).map(([id, sinceMs]) => [attemptAttribute(id), sinceMs]),
  ),
});

/** A run from its attributes. */
export const runOf = (item: Item): Run => {
  const run = documentOf<Run>(Object.fromEntries(Object.entries(item).filter(isNoAttempt)));
  const attempts = attemptsIn(item);
  return Object.keys(attempts).length > 0 ? { ...run, attempts } : run;
};

/** Since when somebody has been undoing a run, by attempt. */
export const attemptsIn = (item: Item): Readonly<Record<string, number>> =>
  documentOf(
    Object.fromEntries(
      Object.entries(item)
        .filter((entry) => !isNoAttempt(entry))
        .map(([name, sinceMs]) => [name.slice(attemptPrefix.length), sinceMs]),
    ),
  );

const isNoAttempt = ([name]: readonly [string, AttributeValue]): boolean => !name.startsWith(attemptPrefix);
