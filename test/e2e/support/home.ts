import { deepEqual } from 'node:assert/strict';
import { verifyChain } from '../../../core/chain.ts';
import type { JournalRecord } from '../../../core/ports.ts';
import type { Run } from '../../../core/run.ts';
import type { LabClient } from '../../../lab/client.ts';
import { openJournal } from '../../../lab/store/journal.ts';
import { openStore } from '../../../lab/store/open-store.ts';
import type { Place } from './place.ts';

/** What the store says of a run now, read as another process would. */
export const runOf = async ({ stateDir }: Pick<Place, 'stateDir'>, runId: string): Promise<Run> => {
  const store = openStore(stateDir);
  try {
    const run = await store.runs.get(runId);
    if (run === undefined) throw new Error(`There is no run ${runId}`);
    return run;
  } finally {
    store.close();
  }
};

/** The newest run of a place. */
export const lastRun = async ({ stateDir }: Pick<Place, 'stateDir'>): Promise<Run> => {
  const store = openStore(stateDir);
  try {
    const [run] = await store.runs.list(1);
    if (run === undefined) throw new Error('There is no run');
    return run;
  } finally {
    store.close();
  }
};

/** The journal of a run. */
export const journalOf = async (
  { stateDir }: Pick<Place, 'stateDir'>,
  id: string,
): Promise<readonly JournalRecord[]> => {
  const journal = openJournal(stateDir);
  try {
    return await journal.read(id);
  } finally {
    journal.close();
  }
};

/** What is left of runs in the store: open ones, and leases. */
export const leftInStore = async ({ stateDir }: Pick<Place, 'stateDir'>) => {
  const store = openStore(stateDir);
  try {
    const open = (await store.runs.open()).map(({ runId, state }) => `${runId} ${state}`);
    return { open, leases: await store.leases.list() };
  } finally {
    store.close();
  }
};

/** Each web instance as the operating system has it, not as anybody's books do. */
export const webInstances = async (lab: LabClient) => {
  const { instances } = await lab.describeInstances();
  const there = instances.filter(({ state }) => state !== 'terminated');
  return Promise.all(
    there.map(async ({ instanceId, state }) => ({ state, ...(await lab.probeInstance({ instanceId })) })),
  );
};

const well = { state: 'running', processAlive: true, portOpen: true, burners: 0 };

/** Fails unless nothing of any run is left: fleet, dead man, temporary alarms, open runs, leases, a torn journal. */
export const expectHome = async (place: Place, lab: LabClient, runId: string): Promise<void> => {
  deepEqual(await webInstances(lab), [well, well, well]);
  deepEqual((await lab.listSchedules()).schedules, []);
  deepEqual((await lab.describeAlarms({ alarmNamePrefix: 'firedrill-' })).alarms, []);
  deepEqual(await leftInStore(place), { open: [], leases: [] });
  const records = await journalOf(place, runId);
  deepEqual(verifyChain(records), { ok: true, records: records.length });
};
