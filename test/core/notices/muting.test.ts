import { describe, expect, test } from 'vitest';
import { ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import { type MuteRule, muteNoise } from '../../../core/notices/muting.ts';
import type { Run } from '../../../core/run.ts';
import { anExperiment } from '../../support/an-experiment.ts';
import { memoryExperiments } from '../../support/memory/experiments.ts';
import { memoryJournal } from '../../support/memory/journal.ts';
import { memoryRuns } from '../../support/memory/runs.ts';
import { virtualClock } from '../../support/memory/virtual-clock.ts';
import { aConclusion, anEvent, aSubject } from './subjects.ts';

const minute = 60_000;
const committed = anEvent('RunCommitted', { hash: 'h' });
const concluded = anEvent('RunConcluded', aConclusion() as never);

const opened = async (mute: readonly string[] | null = ['shop-page'], run: Partial<Run> = {}) => {
  const [runs, experiments, journal, clock] = [
    memoryRuns(),
    memoryExperiments(),
    memoryJournal(),
    virtualClock(),
  ];
  const experiment = await experiments.put(anExperiment(mute ? { maintenance: { mute } } : {}));
  await runs.create({ ...aSubject([], run).run, experiment });
  const done: string[] = [];
  const put: MuteRule[] = [];
  const spoil: { put: () => Promise<void> } = { put: async () => undefined };
  const desk = {
    ...{ runs, experiments, journal, clock, actor: 'mute-alarms' },
    mutes: {
      put: async (rule: MuteRule) => {
        await spoil.put();
        done.push('put');
        put.push(rule);
      },
      remove: async (runId: string) => void done.push(`remove ${runId}`),
    },
  };
  return { ...{ desk, done, put, spoil, clock, runs, journal } };
};

describe('planned noise', () => {
  test('is muted from when a run is committed, for no longer than it may last', async () => {
    const { desk, put, clock } = await opened();
    await muteNoise(desk, committed);
    const { limits, recovery, steadyState } = anExperiment();
    const lastsMs = 10 * minute + steadyState.holdForMs + limits.maxDurationMs + recovery.withinMs;
    expect(put).toEqual([
      { runId: 'run-1', alarms: ['shop-page'], fromMs: clock.now(), untilMs: clock.now() + lastsMs },
    ]);
  });

  test('is heard again when the run is over', async () => {
    const { desk, done } = await opened();
    await muteNoise(desk, committed);
    await muteNoise(desk, concluded);
    expect(done).toEqual(['put', 'remove run-1']);
  });

  test('is not muted for a run that is over when its beginning is heard of', async () => {
    const { desk, done } = await opened(['shop-page'], { state: 'closed', conclusion: aConclusion() });
    await muteNoise(desk, committed);
    expect(done).toEqual([]);
  });

  test('is not left muted when the run ends while it is being muted', async () => {
    const { desk, done, spoil, runs } = await opened();
    spoil.put = async () => void (await runs.update('run-1', {}, { state: 'closed' }));
    await muteNoise(desk, committed);
    expect(done).toEqual(['put', 'remove run-1']);
  });

  test('is nothing where the document plans none', async () => {
    const { desk, done } = await opened(null);
    await muteNoise(desk, committed);
    await muteNoise(desk, concluded);
    expect(done).toEqual([]);
  });

  test('that can never be muted is on record, and the run goes on', async () => {
    const { desk, spoil, journal } = await opened();
    spoil.put = async () => {
      throw new WrongAsAsked('the alarm has no consent tag');
    };
    await muteNoise(desk, committed);
    expect(await journal.read('run-1')).toMatchObject([
      { kind: 'mute-failed', reason: 'WrongAsAsked: the alarm has no consent tag' },
    ]);
  });

  test('that cannot be muted just now is muted later', async () => {
    const { desk, spoil, done } = await opened();
    spoil.put = async () => {
      throw new ServiceUnavailable('throttled');
    };
    await expect(muteNoise(desk, committed)).rejects.toThrow('throttled');
    spoil.put = async () => undefined;
    await muteNoise(desk, committed);
    expect(done).toEqual(['put']);
  });
});
