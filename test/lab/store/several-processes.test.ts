import { describe, expect, test } from 'vitest';
import { verifyChain } from '../../../core/chain.ts';
import { sampleGameDay, sampleRun } from '../../contracts/samples.ts';
import { atOnce } from './processes.ts';
import { temporaryDirectory, temporaryJournal, temporaryStore } from './state-dir.ts';

const rounds = Array.from({ length: 40 }, (_, n) => n);
const inOrder = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);

describe('four processes on one store', () => {
  test('that signal the same runs at once: one of them is first, each time', async () => {
    const stateDir = temporaryDirectory();
    const { runs } = temporaryStore(stateDir);
    for (const n of rounds) await runs.create(sampleRun({ runId: `run-${n}`, state: 'observing' }));

    const winners = await atOnce(stateDir, 'signal');

    expect(inOrder(winners.flat())).toEqual(rounds);
    for (const [me, mine] of winners.entries()) {
      for (const n of mine) {
        expect(await runs.get(`run-${n}`)).toMatchObject({ epoch: 1, signal: { actor: String(me) } });
      }
    }
  });

  test('that make the store and want the same leases at once: one gets each pair, whole', async () => {
    const stateDir = temporaryDirectory();

    const winners = await atOnce(stateDir, 'lease');

    expect(inOrder(winners.flat())).toEqual(rounds);
    const expected = winners.flatMap((mine, me) =>
      mine.flatMap((n) => [`asg-${n}`, `web-${n}`].map((key) => ({ key, holder: String(me) }))),
    );
    const held = await temporaryStore(stateDir).leases.list();
    expect(new Set(held)).toEqual(new Set(expected));
  });

  test('that claim the same runs at once: one drives each', async () => {
    const stateDir = temporaryDirectory();

    const winners = await atOnce(stateDir, 'claim');

    expect(inOrder(winners.flat())).toEqual(rounds);
  });

  test('that change the same game day at once lose no change', async () => {
    const stateDir = temporaryDirectory();
    const { gameDays } = temporaryStore(stateDir);
    await gameDays.create(sampleGameDay({ gameDayId: 'day-1' }));

    await atOnce(stateDir, 'step');

    const { steps = [] } = (await gameDays.get('day-1')) ?? {};
    expect(new Set(steps.map(({ runId }) => runId)).size).toBe(4 * rounds.length);
  });

  test('that append to the same journal at once write one chain, with every record', async () => {
    const stateDir = temporaryDirectory();

    await atOnce(stateDir, 'append');

    const records = await temporaryJournal(stateDir).read('run-1');
    expect(verifyChain(records)).toEqual({ ok: true, records: 4 * rounds.length });
    for (const me of ['0', '1', '2', '3']) {
      const mine = records.filter(({ actor }) => actor === me);
      expect(mine.map(({ atMs }) => atMs)).toEqual(rounds);
    }
  });
});
