import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { s3JournalExport } from '../../../adapters/s3/journal-export.ts';
import { s3Reports } from '../../../adapters/s3/reports.ts';
import { chain, verifyChain } from '../../../core/chain.ts';
import { NotFound, ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import type { GameDayResult } from '../../../core/result.ts';
import { sampleGameDay } from '../../contracts/samples.ts';
import { type Meddling, proxyTo } from '../support/proxy.ts';
import { freshBucket, keptAt } from './fresh-bucket.ts';

const result: GameDayResult = {
  format: 'firedrill.gameday/1',
  gameDay: sampleGameDay({ gameDayId: 'day-1' }),
  runs: [],
};
const draw = async ({ format }: { readonly format: string }) => `<title>${format}: Größe</title>`;

/** A bucket that answers the next requests so, and then as it is. */
const bucketThatFirst = async (...answers: readonly Meddling[]) => {
  const proxy = await proxyTo(inject('moto'));
  onTestFinished(proxy.stop);
  const bucket = await freshBucket(proxy.url);
  const next = [...answers];
  proxy.asked.length = 0;
  proxy.meddle(() => next.shift());
  return { bucket, proxy };
};

const s3Error = (status: number, code: string): Meddling => ({
  status,
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>said so</Message></Error>`,
});

describe('reports in S3', () => {
  test('are the result and a page beside it, encrypted, and are said to be where the page is', async () => {
    const bucket = await freshBucket(inject('moto'));

    const place = await s3Reports(bucket, draw).save('day-1', result);

    expect(place).toBe(`s3://${bucket.name}/results/day-1.html`);
    expect(await keptAt(bucket, place)).toMatchObject({
      text: '<title>firedrill.gameday/1: Größe</title>',
      ContentType: 'text/html; charset=utf-8',
      ServerSideEncryption: 'AES256',
    });
    const json = await keptAt(bucket, place.replace('.html', '.json'));
    expect(json).toMatchObject({ ContentType: 'application/json', ServerSideEncryption: 'AES256' });
    expect(JSON.parse(json.text ?? '')).toEqual(result);
  });

  test('are encrypted by the key of the deployment, where there is one', async () => {
    const bucket = { ...(await freshBucket(inject('moto'))), kmsKeyId: 'alias/firedrill' };

    const place = await s3Reports(bucket, draw).save('day-1', result);

    expect(await keptAt(bucket, place)).toMatchObject({
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'alias/firedrill',
    });
  });

  test('are kept though the service was busy, failed, or took one whose answer was lost', async () => {
    const { bucket } = await bucketThatFirst(s3Error(503, 'SlowDown'), s3Error(500, 'InternalError'));
    const place = await s3Reports(bucket, draw).save('day-1', result);
    expect(JSON.parse((await keptAt(bucket, place.replace('.html', '.json'))).text ?? '')).toEqual(result);

    const { bucket: other } = await bucketThatFirst('lose-answer');
    expect(await s3Reports(other, draw).save('day-1', result)).toMatch(/day-1\.html$/);
  });

  test('that S3 refuses are wrong as asked; those it does not answer may be tried later', async () => {
    const denied = await bucketThatFirst(s3Error(403, 'AccessDenied'));
    await expect(s3Reports(denied.bucket, draw).save('day-1', result)).rejects.toThrow(WrongAsAsked);
    expect(denied.proxy.asked).toHaveLength(1);

    const busy = await bucketThatFirst(...Array.from({ length: 9 }, () => s3Error(503, 'SlowDown')));
    await expect(s3Reports(busy.bucket, draw).save('day-1', result)).rejects.toThrow(ServiceUnavailable);

    const gone = { ...(await freshBucket(inject('moto'))), name: 'firedrill-not-there' };
    await expect(s3Reports(gone, draw).save('day-1', result)).rejects.toThrow(NotFound);
  });

  test.each(['', '../keys', 'a/b', 'x'.repeat(129)])('have no place outside their own: %j', async (id) => {
    const bucket = await freshBucket(inject('moto'));

    await expect(s3Reports(bucket, draw).save(id, result)).rejects.toThrow(WrongAsAsked);
  });
});

test('a journal in S3 is the chain that it was, a line for each record', async () => {
  const bucket = await freshBucket(inject('moto'));
  const first = chain(undefined, { kind: 'planned', atMs: 1_000, actor: 'ana', data: { b: 1, a: [0.1] } });
  const records = [first, chain(first, { kind: 'armed', atMs: 2_000, actor: 'ana' })];

  const place = await s3JournalExport(bucket).save('run-1', records);

  expect(place).toBe(`s3://${bucket.name}/journals/run-1.jsonl`);
  const lines = (await keptAt(bucket, place)).text?.trimEnd().split('\n') ?? [];
  const read = lines.map((line) => JSON.parse(line));
  expect(read).toEqual(records);
  expect(verifyChain(read)).toEqual({ ok: true, records: 2 });
});
