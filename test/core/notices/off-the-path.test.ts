import { describe, expect, test } from 'vitest';
import { ServiceUnavailable } from '../../../core/errors.ts';
import { acknowledge } from '../../../core/protocol/acknowledge.ts';
import { anExperiment } from '../../support/an-experiment.ts';
import type { Around } from '../../support/interfere.ts';
import { openWorld } from '../../support/world.ts';

const minute = 60_000;

const timesOf = async (around?: Around) => {
  const world = await openWorld({ needs: 3, ...(around && { around }) });
  const runId = await world.start(anExperiment());
  const { conclusion } = await world.concluded(runId);
  await world.when(async () => (await world.leases.list()).length === 0);
  const entries = await world.journal.read(runId);
  const firstAt = (kind: string) => entries.find((one) => one.kind === kind)?.atMs;
  return {
    conclusion,
    signalled: firstAt('signal'),
    reverting: firstAt('reverting'),
    undone: firstAt('undo-accepted'),
    verified: firstAt('restoration-verified'),
    concluded: firstAt('concluded'),
    unfinished: entries.flatMap(({ kind, data, reason }) =>
      kind === 'unfinished' ? [`${data?.step}: ${reason}`] : [],
    ),
  };
};

const telling =
  (spoil: () => Promise<never>): Around =>
  ({ name, make }) =>
    name === 'notices.tell' ? spoil() : make();

describe('a notifier', () => {
  test('that hangs changes nothing of when a run is stopped, put back and judged', async () => {
    const usual = await timesOf();
    expect(usual.undone).toBeTypeOf('number');
    const hanging = await timesOf(telling(() => new Promise(() => undefined)));
    expect({ ...hanging, unfinished: [] }).toEqual(usual);
    expect(hanging.unfinished).toEqual([
      expect.stringMatching(/^notice: ServiceUnavailable: Could not tell people about .* within 20 s$/),
    ]);
  });

  test('that fails changes nothing of it either', async () => {
    const usual = await timesOf();
    const failing = await timesOf(
      telling(async () => {
        throw new Error('no topic');
      }),
    );
    expect({ ...failing, unfinished: [] }).toEqual(usual);
    expect(failing.unfinished).toEqual(['notice: Error: no topic']);
  });
});

describe('a run that cannot be put back', () => {
  const stuck = async () => {
    const seen = { refusing: true };
    const world = await openWorld({
      needs: 3,
      driver: (driver) => ({
        ...driver,
        undo: async (record) => {
          if (seen.refusing) throw new ServiceUnavailable('throttled');
          return driver.undo(record);
        },
      }),
    });
    const runId = await world.start(anExperiment());
    const pages = () => world.notices.told.filter(({ kind }) => kind === 'needs-human');
    await world.when(async () => pages().length > 0);
    return { world, runId, pages, seen };
  };

  test('pages again and again; a way that would be noise is told when it repeats itself', async () => {
    const { world, pages } = await stuck();
    await world.clock.advance(31 * minute);
    expect(pages().length).toBeGreaterThan(10);
    expect(pages().filter(({ again }) => !again)).toHaveLength(3);
  });

  test('pages nobody any more when somebody looks after it, and goes on being put back', async () => {
    const { world, runId, pages, seen } = await stuck();
    await acknowledge(world.main.ports, runId, 'ana');
    await acknowledge(world.main.ports, runId, 'ben');
    expect((await world.look(runId)).acknowledged).toMatchObject({ by: 'ana' });
    const before = pages().length;
    await world.clock.advance(20 * minute);
    expect(pages()).toHaveLength(before);
    expect(world.stopped()).not.toEqual([]);
    seen.refusing = false;
    const { conclusion } = await world.concluded(runId);
    expect(conclusion.restoration).toBe('restored');
    expect(await world.kinds(runId)).toContain('acknowledged');
    await expect(acknowledge(world.main.ports, runId, 'cat')).resolves.toMatchObject({
      acknowledged: { by: 'ana' },
    });
  });

  test('that is over needs nobody', async () => {
    const world = await openWorld({ needs: 2 });
    const runId = await world.start(anExperiment());
    await world.concluded(runId);
    await expect(acknowledge(world.main.ports, runId, 'ana')).rejects.toThrow('is over: it needs nobody');
  });
});
