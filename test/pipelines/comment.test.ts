import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listening } from '../support/loopback.ts';
import { type Job, openJob } from './support/job.ts';

type Comment = { id: number; body: string; user: { type: string } };

/** As much of GitHub as comments need, with these on pull request 7. */
const github = async (comments: Comment[], status = 200) => {
  const asked: string[] = [];
  const url = await listening(
    createServer(async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://here');
      asked.push(`${request.method} ${pathname} ${request.headers.authorization}`);
      const body = Buffer.concat(await request.toArray()).toString();
      const said = body === '' ? '' : JSON.parse(body).body;
      const old = comments.find(({ id }) => pathname.endsWith(`/issues/comments/${id}`));
      if (request.method === 'POST' && status === 200)
        comments.push({ id: 1000 + comments.length, body: said, user: { type: 'Bot' } });
      if (request.method === 'PATCH' && old) old.body = said;
      const page = Number(searchParams.get('page') ?? 1);
      const some = request.method === 'GET' ? comments.slice((page - 1) * 100, page * 100) : {};
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(some));
    }),
  );
  return { url: url.replace(/\/$/, ''), asked };
};

const planned = async (url: string, event: unknown, file = 'chaos/one.yml', fake = {}): Promise<Job> => {
  const job = openJob(
    { command: 'plan', file, 'github-token': 'token-1' },
    { GITHUB_API_URL: url, GITHUB_REPOSITORY: 'shop/shop', FAKE_WRITES: '## 🔎 Would run', ...fake },
  );
  writeFileSync(join(job.temp, 'event.json'), JSON.stringify(event));
  await job.step('Firedrill');
  return job;
};

const onPull = { pull_request: { number: 7 } };
const comment = (job: Job) => job.step('Comment', { GITHUB_EVENT_PATH: join(job.temp, 'event.json') });
const others = (count: number): Comment[] =>
  Array.from({ length: count }, (_, id) => ({ id, body: 'Looks good', user: { type: 'User' } }));

describe('a plan on a pull request', () => {
  test('is one comment for each file, changed in place', async () => {
    const comments = others(120);
    const { url, asked } = await github(comments);
    await comment(await planned(url, onPull));
    expect(comments.slice(120)).toMatchObject([
      { body: '<!-- firedrill plan chaos%2Fone.yml -->\n## 🔎 Would run' },
    ]);
    await comment(await planned(url, onPull, 'chaos/one.yml', { FAKE_WRITES: '## ⛔ Would be refused' }));
    await comment(await planned(url, onPull, 'chaos/two.yml'));
    expect(comments.slice(120).map(({ body }) => body)).toEqual([
      '<!-- firedrill plan chaos%2Fone.yml -->\n## ⛔ Would be refused',
      '<!-- firedrill plan chaos%2Ftwo.yml -->\n## 🔎 Would run',
    ]);
    expect(asked.slice(0, 3)).toEqual([
      'GET /repos/shop/shop/issues/7/comments Bearer token-1',
      'GET /repos/shop/shop/issues/7/comments Bearer token-1',
      'POST /repos/shop/shop/issues/7/comments Bearer token-1',
    ]);
  });

  test('never changes what a person wrote, whatever it begins with', async () => {
    const mine = {
      id: 5,
      body: '<!-- firedrill plan chaos%2Fone.yml -->\nfine, merge it',
      user: { type: 'User' },
    };
    const comments = [mine];
    const { url } = await github(comments);
    await comment(await planned(url, onPull));
    expect(comments).toHaveLength(2);
    expect(mine.body).toMatch(/merge it$/);
  });

  test('that could not be made takes the place of the one before', async () => {
    const comments: Comment[] = [];
    const { url } = await github(comments);
    await comment(await planned(url, onPull));
    const broken = openJob(
      { command: 'plan', file: 'chaos/one.yml' },
      { GITHUB_API_URL: url, GITHUB_REPOSITORY: 'shop/shop', FAKE_CODE: '2' },
    );
    writeFileSync(join(broken.temp, 'event.json'), JSON.stringify(onPull));
    await broken.step('Firedrill');
    await comment(broken);
    expect(comments.map(({ body }) => body)).toEqual([
      expect.stringMatching(/-->\n## ❔ No plan\n\nfiredrill plan ended with 2: /),
    ]);
  });

  test('that is too long is cut where GitHub would refuse it', async () => {
    const comments: Comment[] = [];
    const { url } = await github(comments);
    await comment(await planned(url, onPull, 'chaos/one.yml', { FAKE_WRITES: 'x'.repeat(70_000) }));
    expect(comments[0]?.body.length).toBeLessThan(65_536);
    expect(comments[0]?.body).toMatch(/… cut: the whole of it is on the page of the job\.$/);
  });

  test.each([403, 500])('that GitHub does not take (%i) fails nothing', async (status) => {
    const { url } = await github([], status);
    const { code, log } = await comment(await planned(url, onPull));
    expect(code).toBe(0);
    expect(log).toMatch(new RegExp(`::warning .*could not be put on the pull request: .*: ${status};`));
    expect(log).not.toContain('token-1');
  });
});

test('without a pull request the plan is on the page of the job only', async () => {
  const { url, asked } = await github([]);
  const { code, log } = await comment(await planned(url, { ref: 'refs/heads/main' }));
  expect([code, asked]).toEqual([0, []]);
  expect(log).toContain('::notice title=Firedrill::no pull request');
});
