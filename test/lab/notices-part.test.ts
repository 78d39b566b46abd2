import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { noticesPart } from '../../cli/daemon/notices.ts';
import type { DaemonHost } from '../../cli/daemon/parts.ts';
import type { JournalEntry } from '../../core/ports.ts';
import { anExperiment } from '../support/an-experiment.ts';
import { memorySecrets } from '../support/memory/secrets.ts';
import { answering, openReceiver } from '../support/receiver.ts';
import { openWorld } from '../support/world.ts';

const secret = `whsec_${Buffer.from('s'.repeat(32)).toString('base64')}`;

const opened = async (write: (stateDir: string) => void) => {
  const stateDir = mkdtempSync(join(tmpdir(), 'firedrill-notices-'));
  onTestFinished(() => rmSync(stateDir, { recursive: true }));
  write(stateDir);
  const { url, received } = await openReceiver(answering(204));
  const world = await openWorld({ needs: 2 });
  let listen: (id: string, entry: JournalEntry) => void = () => undefined;
  const part = await noticesPart({
    stateDir,
    orchestrator: { ports: world.main.ports },
    fronts: { secrets: memorySecrets({ 'env:HOOK': url, 'env:SECRET': secret }) },
    hear: (heard: typeof listen) => {
      listen = heard;
      return () => {
        listen = () => undefined;
      };
    },
  } as unknown as DaemonHost);
  const runId = await world.start(
    anExperiment({ notify: [{ channel: 'webhook:here', on: ['started', 'concluded'] }] }),
  );
  await world.concluded(runId);
  const tellAll = async () => {
    for (const entry of await world.journal.read(runId)) listen(runId, entry);
  };
  return { world, runId, received, part, tellAll };
};

test('in the lab people are told by the same code, and a receiver may be on the same machine', async () => {
  const integrations = { here: { type: 'webhook', url: 'env:HOOK', secrets: ['env:SECRET'] } };
  const { received, part, tellAll } = await opened((stateDir) =>
    writeFileSync(join(stateDir, 'integrations.json'), JSON.stringify({ integrations })),
  );
  await tellAll();
  await vi.waitFor(() => expect(received).toHaveLength(2));
  expect(received.map(({ body }) => JSON.parse(body).type).toSorted()).toEqual([
    'firedrill.concluded',
    'firedrill.started',
  ]);
  await part.close();
  await tellAll();
  expect(received).toHaveLength(2);
});

test('without integrations a name is unknown, on record, and no run fails for it', async () => {
  const { world, runId, received, part, tellAll } = await opened(() => undefined);
  await tellAll();
  await vi.waitFor(async () => expect(await world.kinds(runId)).toContain('notice-failed'));
  expect(received).toEqual([]);
  expect((await world.look(runId)).conclusion?.exitCode).toBe(0);
  await part.close();
});
