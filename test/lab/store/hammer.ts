// A process of its own that works on a store as hard as it can, once it is told to go.
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, openDatabase } from '../../../lab/store/database.ts';
import { openJournal } from '../../../lab/store/journal.ts';
import { openStore } from '../../../lab/store/open-store.ts';
import { schema } from '../../../lab/store/schema.ts';

const [stateDir = '', role = '', me = ''] = process.argv.slice(2);

const rounds = Array.from({ length: 40 }, (_, n) => n);

/** The rounds in which a thing that only one may have was ours. */
const won = async (attempt: (n: number) => Promise<boolean>) => {
  const mine: number[] = [];
  for (const n of rounds) if (await attempt(n)) mine.push(n);
  return mine;
};

const signal = () => {
  const { runs } = openStore(stateDir);
  const reason = { kind: 'person', atMs: 1, actor: me, reason: 'now' } as const;
  return won(async (n) => {
    const run = await runs.update(`run-${n}`, { epoch: 0 }, { epoch: 1, state: 'reverting', signal: reason });
    return run !== undefined;
  });
};

const lease = () => {
  const { leases } = openStore(stateDir);
  return won(async (n) => {
    const keys = [`web-${n}`, `asg-${n}`];
    return (await leases.acquire(me, me === '0' ? keys : keys.reverse())).ok;
  });
};

const claim = () => {
  const { owners } = openStore(stateDir);
  return won((n) => owners.claim(`run-${n}`, { pid: process.pid, startTime: me }, () => true));
};

const step = async () => {
  const { gameDays } = openStore(stateDir);
  for (const n of rounds) {
    const record = { step: n, runId: `${me}-${n}` };
    await gameDays.update('day-1', (day) => ({ ...day, steps: [...day.steps, record] }));
  }
  return rounds;
};

const append = async () => {
  const journal = openJournal(stateDir);
  for (const n of rounds) await journal.append('run-1', entryOf(n), { durable: n % 10 === 0 });
  return rounds;
};

const entryOf = (n: number) => ({ kind: 'noted', atMs: n, actor: me, data: { filling: 'x'.repeat(n * 40) } });

// Says so after each record, until it is killed.
const stream = async (): Promise<never> => {
  const journal = openJournal(stateDir);
  for (let n = 0; ; n++) {
    await journal.append('run-1', entryOf(n % 50));
    writeSync(1, '.');
  }
};

const holdJournal = async () =>
  hold(openDatabase(join(stateDir, 'journal-lock.db'), { version: 1, sql: '' }));

const holdStore = async () => {
  const database = openDatabase(join(stateDir, 'firedrill.db'), schema);
  return hold(database, () => database.change("UPDATE runs SET epoch = 7, document = '{}'"));
};

// Stays in its transaction until it is killed.
const hold = (database: Database, write = () => 0) =>
  database.transaction((): never => {
    write();
    writeSync(1, '.');
    for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });

const roles: Readonly<Record<string, () => Promise<readonly number[]>>> = {
  signal,
  lease,
  claim,
  step,
  append,
  stream,
  holdJournal,
  holdStore,
};

process.once('message', async () => {
  process.send?.((await roles[role]?.()) ?? [], () => process.disconnect());
});
process.send?.('ready');
