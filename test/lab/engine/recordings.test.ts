import { describe, expect, test } from 'vitest';
import { agrees, comparable } from './support/agreement.ts';
import { bench, runToEnd } from './support/bench.ts';
import { behave, type Recording, readRecordings } from './support/recording.ts';

const file = process.env.FIREDRILL_RECORDINGS ?? new URL('jsonata-executions.jsonl', import.meta.url);

const replay = async ({ definition, input, lambdas = {} }: Recording) => {
  const functions = Object.entries(lambdas ?? {}).map(([name, { behaviour }]) => [
    name,
    (event: unknown) => behave(behaviour, event, stage.clock),
  ]);
  const stage = bench(Object.fromEntries(functions), { accountId: '111111111111' });
  return runToEnd(stage, definition, input);
};

describe('an execution ends as it did on AWS', () => {
  test.each(readRecordings(file).map((recording) => ({ id: recording.id, recording })))(
    '$id',
    async ({ recording }) => {
      const { expected, wildcards } = recording;
      const { description, types } = await replay(recording);
      const { status, output, error, cause } = description;
      const told = { status, output, error, cause };
      const wanted = {
        status: expected.status,
        output: expected.output,
        error: expected.error,
        cause: expected.cause,
      };
      if (!agrees(told, wanted, wildcards)) expect(told).toEqual(wanted);
      const recorded = expected.historyTypes;
      if (recorded !== undefined)
        expect(comparable(types, recording)).toEqual(comparable(recorded, recording));
    },
  );
});
