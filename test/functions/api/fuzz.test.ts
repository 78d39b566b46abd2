import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anApi } from './an-api.ts';
import { contract } from './contract.ts';
import { writtenExperiment } from './documents.ts';

type Ask = Awaited<ReturnType<typeof anApi>>['ask'];

const runs = Number(process.env.API_FUZZ_RUNS ?? 1_500);

const nasty = fc.constantFrom(
  ...['', '.', '..', '%', '%00', '%zz', '%2e%2e', '%25', ' ', '\\', '~', "'", '{}', '<', '__proto__'],
  ...['constructor', '💥', 'ÿ', 'x'.repeat(3_000), 'one', 'global', 'run-open', 'run-waiting', 'autumn'],
);
const text = fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 40 }), fc.string());
const step = text.map((one) => (one.startsWith('%') ? one : encodeURI(one.toWellFormed())));

const parameters = [...['limit', 'cursor', 'kind', 'x', '__proto__', 'constructor']] as const;
const query = fc
  .array(fc.tuple(fc.oneof(fc.constantFrom(...parameters), text), text), { maxLength: 3 })
  .map((pairs) =>
    pairs.map(([a, b]) => `${encodeURI(a.toWellFormed())}=${encodeURI(b.toWellFormed())}`).join('&'),
  );

const path = fc
  .tuple(
    fc.constantFrom(...Object.keys(contract.paths), '/v1/{a}/{b}/{c}', '/{a}'),
    fc.array(step, { minLength: 3, maxLength: 3 }),
    query,
  )
  .map(([template, steps, asked]) => {
    let n = 0;
    const filled = template.replaceAll(/\{\w+\}/g, () => steps[n++] ?? '');
    return asked ? `${filled}?${asked}` : filled;
  });

const method = fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'get', 'Post');

// What Headers takes at all.
const value = fc.oneof(
  fc.constantFrom(
    '',
    '*',
    '"x"',
    'W/"x"',
    '"',
    'application/json',
    'text/plain',
    'a'.repeat(5_000),
    ';',
    ',,',
  ),
  fc.string({ maxLength: 40 }).map((one) => one.replace(/[^ -~]/g, '')),
  fc.constantFrom('ÿþ', 'application/json;charset=utf-8', 'application/yaml'),
);
const headers = fc.dictionary(
  fc.constantFrom(
    ...['content-type', 'accept', 'if-match', 'if-none-match', 'idempotency-key', 'x-request-id'],
    ...['content-length', 'authorization', 'host', 'x-http-method-override', 'cookie'],
  ),
  value,
  { maxKeys: 4 },
);

const fields = fc.constantFrom('name', 'kind', 'seed', 'reason', 'planHash', 'step', '__proto__', 'x');
const body = fc.oneof(
  fc.constant(undefined),
  fc.json({ maxDepth: 4 }),
  fc.dictionary(fields, fc.jsonValue({ maxDepth: 2 })).map((one) => JSON.stringify(one)),
  fc.uint8Array({ maxLength: 200 }),
  text.map((one) => one.toWellFormed()),
);

const sound = async (ask: Ask, asked: Parameters<Ask>[0], init: RequestInit): Promise<void> => {
  // What cannot be sent at all is not asked.
  try {
    new Request(`http://api.test${asked}`, init);
  } catch {
    return;
  }
  const response = await ask(asked, init);
  expect(response.status).toBeLessThan(500);
};

test('whatever is asked, the answer is one that the document promises, and never a failure of this side', async () => {
  const { ask } = await anApi();
  await fc.assert(
    fc.asyncProperty(path, method, headers, body, async (asked, by, some, sent) => {
      const bodied = sent !== undefined && !['GET', 'HEAD', 'get'].includes(by);
      const typed = bodied ? { 'content-type': 'application/json', ...some } : some;
      await sound(ask, asked, {
        method: by,
        headers: typed,
        ...(bodied && { body: sent as NonNullable<RequestInit['body']> }),
      });
    }),
    { numRuns: runs },
  );
});

test('whatever is changed in a document, it is deployed or its flaws are told', async () => {
  const { ask } = await anApi();
  const paths = pathsIn(writtenExperiment());
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 3 }), async (where, by) => {
      const document = replaced(writtenExperiment(), where, by);
      const response = await ask('/v1/experiments/one', {
        method: 'PUT',
        headers: { 'content-type': 'application/json', 'if-match': '*' },
        body: JSON.stringify(document),
      });
      expect([200, 422]).toContain(response.status);
    }),
    { numRuns: Math.ceil(runs / 3) },
  );
});

const pathsIn = (value: unknown, above: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [above, ...Object.entries(value).flatMap(([key, one]) => pathsIn(one, [...above, key]))]
    : [above];

const replaced = (value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown => {
  if (key === undefined) return by;
  const entries = Object.entries(value as object).map(([name, one]) => [
    name,
    name === key ? replaced(one, rest, by) : one,
  ]);
  return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
};
