import { expect, onTestFinished, test } from 'vitest';
import type { FaultRecord } from '../../../core/run.ts';
import { stoppingRecord } from '../support/fis-record.ts';
import { fisDriverWorld, othersAt, ownersAt } from '../support/fis-world.ts';
import { startJsonServer } from '../support/json-server.ts';

const action = 'aws:ssm:send-command';
const cpu = 'AWSFIS-Run-CPU-Stress';

type Invocation = {
  readonly InstanceId: string;
  readonly DocumentName: string;
  Status: string;
  StatusDetails?: string;
};

/** Systems Manager, one invocation on a page, and the driver on a FIS whose command runs until it is stopped. */
const world = async (document = cpu) => {
  const invocations: (Invocation & { readonly atMs: number })[] = [];
  const ssm = await startJsonServer({
    ListCommandInvocations: ({ InstanceId, Filters, NextToken = '0' }) => {
      const [{ key, value } = { key: '', value: '' }] = Filters as { key: string; value: string }[];
      if (key !== 'InvokedAfter') throw new Error('only InvokedAfter');
      const since = invocations.filter(
        (one) => one.InstanceId === InstanceId && one.atMs >= Date.parse(value),
      );
      const at = Number(NextToken);
      return {
        CommandInvocations: since.slice(at, at + 1),
        ...(at + 1 < since.length && { NextToken: `${at + 1}` }),
      };
    },
  });
  onTestFinished(() => ssm.close());
  const made = await fisDriverWorld(
    { ...ownersAt('http://127.0.0.1:9'), others: othersAt(ssm.url) },
    {
      [action]: {
        parameters: ['documentArn', 'documentParameters', 'duration'],
        begin: async () => {},
        lastsMs: () => 120_000,
      },
    },
  );
  const documentArn = `arn:aws:ssm:eu-west-1::document/${document}`;
  const parameters = { documentArn, duration: 'PT2M' };
  const facts = made.driver.facts(action, parameters);
  if (facts === undefined) throw new Error('no facts');
  const record: FaultRecord = stoppingRecord(2, {
    action,
    parameters,
    revertClass: facts.revertClass,
    before: {},
    after: {},
    intendedAtMs: made.clock.now(),
  });
  const sent = (InstanceId: string, Status: string, DocumentName = document) => {
    const one = { InstanceId, DocumentName, Status, atMs: made.clock.now() };
    invocations.push(one);
    return one;
  };
  return { ...made, record, sent, invocations, ssm };
};

test('a command is there where Systems Manager says that it runs', async () => {
  const { driver, record, sent } = await world();
  expect(await driver.evidence(record)).toMatchObject({ present: 'no', level: 2 });

  sent('i-0', 'InProgress');
  sent('i-1', 'Pending');
  expect(await driver.evidence(record)).toMatchObject({
    present: 'partly',
    level: 2,
    seen: 'i-0: command InProgress',
  });

  sent('i-1', 'Success');
  expect(await driver.evidence(record)).toMatchObject({ present: 'yes', level: 2 });
});

test('neither another document, nor an earlier command, nor one that failed is the fault', async () => {
  const { driver, record, sent, clock } = await world();
  sent('i-0', 'InProgress', 'AWSFIS-Run-Memory-Stress');
  sent('i-0', 'Failed');
  await clock.sleep(5_000);
  sent('i-1', 'InProgress');

  expect(await driver.evidence({ ...record, intendedAtMs: clock.now() + 2_000 })).toMatchObject({
    present: 'no',
  });
  expect(await driver.evidence(record)).toMatchObject({
    present: 'partly',
    seen: expect.stringContaining('i-1'),
  });
});

test('before anything was sent nothing is there, and nobody is asked', async () => {
  const { driver, record, ssm } = await world();
  const { intendedAtMs: _, ...armed } = record;

  expect(await driver.evidence(armed)).toMatchObject({ present: 'no' });
  expect(await driver.verify(armed)).toMatchObject({
    restored: true,
    seen: expect.stringContaining('no command'),
  });
  expect(ssm.asked).toEqual([]);
});

test('it is over when FIS has ended it and every command has', async () => {
  const { driver, record, sent } = await world();
  await driver.inject(record);
  const commands = [sent('i-0', 'InProgress'), sent('i-1', 'InProgress')];
  expect(await driver.verify(record)).toMatchObject({
    restored: false,
    seen: expect.stringContaining('FIS says'),
  });

  expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });
  // Shorter than its document, FIS's action has ended before the fault: a documented trap.
  expect(await driver.verify(record)).toMatchObject({
    restored: false,
    drifted: false,
    seen: 'command InProgress: i-0, i-1',
  });

  for (const command of commands) command.Status = 'Cancelled';
  expect(await driver.verify(record)).toMatchObject({ restored: true, seen: 'command Cancelled: i-0, i-1' });
});

test.for([
  [cpu, 'Cancelled', true],
  [cpu, 'Failed', true],
  // Its own clean-up needs room on the disk that it has filled.
  ['AWSFIS-Run-Disk-Fill', 'Cancelled', false],
  ['AWSFIS-Run-Disk-Fill', 'Success', true],
  ['shop-break-something', 'Success', true],
  ['shop-break-something', 'Cancelled', false],
  ['shop-break-something', 'TimedOut', false],
] as const)('%s that ended as %s is known to have tidied up: %s', async ([document, status, restored]) => {
  const { driver, record, sent } = await world(document);
  sent('i-0', 'Success');
  sent('i-1', status);

  const verification = await driver.verify(record);

  expect(verification).toMatchObject(restored ? { restored } : { restored, drifted: true });
  if (!restored) expect(verification.seen).toContain('look at the instance');
});

test('a process that was killed is not undone; its command has to have ended', async () => {
  const { driver, record, sent } = await world('AWSFIS-Run-Kill-Process');
  expect(record.revertClass).toBe('irreversible');
  const command = sent('i-0', 'InProgress');
  expect(await driver.verify(record)).toMatchObject({ restored: false });

  command.Status = 'Success';

  expect(await driver.undo(record)).toEqual({ outcome: 'nothing-to-undo' });
  expect(await driver.verify(record)).toMatchObject({ restored: true });
});

test.for([
  ['AWSFIS-Run-CPU-Stress', 'by-document', 'rolls back'],
  ['AWSFIS-Run-Kill-Process', 'irreversible', 'started again'],
  ['shop-break-something', 'by-document', 'only if shop-break-something runs to its end'],
] as const)('%s is %s, and the plan says so', async ([document, revertClass, words]) => {
  const { driver } = await world();
  const documentArn = `arn:aws:ssm:eu-west-1:123456789012:document/${document}`;

  expect(driver.facts(action, { documentArn })).toMatchObject({
    revertClass,
    undo: expect.stringContaining(words),
  });
});
