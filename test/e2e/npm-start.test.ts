import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { leftInStore } from './support/home.ts';
import { mentioning, openPlace } from './support/place.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shop = openPlace();
afterAll(() => shop.close());

/** What `npm start` runs, faster. */
const npmStart = () => {
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  const words = String(scripts.start).match(/"[^"]*"|\S+/g) ?? [];
  const [node, program, ...args] = words.map((word) => word.replace(/"/g, ''));
  expect([node, program]).toEqual(['node', 'cli/firedrill.ts']);
  return args.map((arg) => (arg.endsWith('.yml') ? `${root}/${arg}` : arg === '10' ? '20' : arg));
};

test('npm start: one holds, one fails and is rolled back, and after the fix it holds too, all as expected', {
  timeout: 120_000,
  // How many servers may stop is a question of time, and the machine may have other things to do just then.
  retry: 2,
}, async () => {
  const { code, result, stderr } = await shop.run(...npmStart());

  expect(code, stderr).toBe(0);
  const measured = { recoveryMs: expect.any(Number) };
  expect(result).toMatchObject({
    type: 'result',
    asExpected: true,
    steps: [
      { expected: 'held', conclusion: { hypothesis: 'held', restoration: 'restored', measures: measured } },
      {
        expected: 'failed',
        conclusion: {
          hypothesis: 'failed',
          restoration: 'restored',
          measures: {
            ...measured,
            outageMs: expect.any(Number),
            detectionMs: expect.any(Number),
            stopMs: expect.any(Number),
          },
        },
      },
      { expected: 'held', conclusion: { hypothesis: 'held', restoration: 'restored', measures: measured } },
    ],
  });
  const pages = readdirSync(`${shop.stateDir}/results`).filter((name) => name.endsWith('.html'));
  expect(pages).toHaveLength(4);
  const failed = readFileSync(
    `${shop.stateDir}/results/${pages.find((name) => name.endsWith('-2.html'))}`,
    'utf8',
  );
  expect(failed).toMatch(/irreversible, nothing to undo; recovered after 3 min/);
  expect(stderr).toContain('The game day came out as expected.');
  expect(await leftInStore(shop)).toEqual({ open: [], leases: [] });
  expect(mentioning(shop.stateDir)).toEqual([]);
});
