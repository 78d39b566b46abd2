import { describe, expect, test } from 'vitest';
import { verifyChain } from '../../../core/chain.ts';
import { sampleRun } from '../../contracts/samples.ts';
import { killAfter, startProcess } from './processes.ts';
import { temporaryDirectory, temporaryJournal, temporaryStore } from './state-dir.ts';

const after = { kind: 'recovered', atMs: 1, actor: 'after' };

describe('a writer killed with -9', () => {
  test('leaves a chain that verifies, with every record it was told is written', async () => {
    const stateDir = temporaryDirectory();
    const writers = await Promise.all(['0', '1', '2'].map((me) => startProcess(stateDir, 'stream', me)));

    const acknowledged = await Promise.all(writers.map((writer, n) => killAfter(writer, 50 + 150 * n)));

    const journal = temporaryJournal(stateDir);
    await journal.append('run-1', after);
    const records = await journal.read('run-1');
    expect(verifyChain(records)).toEqual({ ok: true, records: records.length });
    for (const [me, count] of acknowledged.entries()) {
      const mine = records.filter(({ actor }) => actor === String(me)).length;
      expect(mine - count).toBeOneOf([0, 1]); // one may be written and not yet acknowledged
    }
    expect(records.at(-1)).toMatchObject(after);
  });

  test('takes its lock on the journal with it', async () => {
    const stateDir = temporaryDirectory();
    const journal = temporaryJournal(stateDir);
    const holder = await startProcess(stateDir, 'holdJournal');

    await killAfter(holder, 1);

    await journal.append('run-1', after);
    expect(await journal.read('run-1')).toMatchObject([after]);
  });

  test('leaves nothing of a write it had not finished, and holds up no other', async () => {
    const stateDir = temporaryDirectory();
    const { runs } = temporaryStore(stateDir);
    await runs.create(sampleRun({ runId: 'run-1' }));
    const holder = await startProcess(stateDir, 'holdStore');

    await killAfter(holder, 1);

    expect(await runs.get('run-1')).toEqual(sampleRun({ runId: 'run-1' }));
    expect(await runs.update('run-1', { epoch: 0 }, { epoch: 1 })).toMatchObject({ epoch: 1 });
  });
});
