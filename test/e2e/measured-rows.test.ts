import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { LabClient } from '../../lab/client.ts';
import { failingExperiment, shortExperiment, stopInstances, throttle } from './support/documents.ts';
import { expectHome, journalOf, webInstances } from './support/home.ts';
import { openPlace } from './support/place.ts';
import { holdDown, living } from './support/processes.ts';
import { until, waiting } from './support/until.ts';

// The rows of Chaos Toolkit 1.19's measured behaviour that end by themselves; those that somebody ends are in
// measured-interruptions.test.ts. Each title says what it was measured to do.

const place = openPlace();
let lab: LabClient;
beforeAll(async () => {
  await place.must('lab', 'up', '--time-scale', '20');
  lab = place.lab();
});
afterAll(place.close);

const onOrders = { url: 'http://orders.lab/', expected: '200', maxPercent: 100, maxDuration: 'PT2H' };
const killNobody = `  - name: kill-nobody
    action: aws:ssm:send-command
    targets:
      resourceType: aws:ec2:instance
      tags: { app: shop, tier: web }
      select: COUNT(1)
    parameters: { documentArn: "arn:aws:ssm:eu-lab-1::document/AWSFIS-Run-Kill-Process", documentParameters: '{"ProcessName":"nobody"}', duration: PT10S }`;
const ordersToo = `    - name: orders
      type: http
      url: http://orders.lab/
      every: PT1S
      timeout: PT10S
      expect: { status: 200 }
      tolerance: { breaches: 3, of: 4 }`;

type Row = {
  /** What Chaos Toolkit does there. */
  readonly theirs: string;
  readonly document: string;
  readonly code: number;
  readonly hypothesis: 'held' | 'failed' | 'untested';
  readonly restoration: 'restored' | 'nothing-injected';
  /** What the person is told, among the reasons. */
  readonly told: string;
};

const untouched = { code: 4, hypothesis: 'untested', restoration: 'nothing-injected' } as const;
const undone = { code: 3, hypothesis: 'failed', restoration: 'restored' } as const;

const rows: Readonly<Record<string, Row>> = {
  'the hypothesis is not met before': {
    theirs: 'exit 0, completed, and rolls back what it never did',
    document: shortExperiment({ expected: '418' }),
    ...untouched,
    told: 'refused by the steady-state guard: front-page',
  },
  'the probe raises before': {
    theirs: 'exit 1, failed',
    document: shortExperiment({ url: 'http://nowhere.lab/' }),
    ...untouched,
    told: 'nowhere.lab is no name of the lab',
  },
  'the action raises, and the hypothesis holds': {
    theirs: 'exit 0, completed, as if it had been proven',
    document: shortExperiment({ faults: killNobody }),
    ...untouched,
    told: 'nobody',
  },
  'the hypothesis deviates, and the probe answers': {
    theirs: 'exit 1, rolled back',
    document: failingExperiment,
    ...undone,
    told: 'probe front-page',
  },
  'three of four samples are bad, and all is well at the end': {
    theirs: 'exit 0, completed, not deviated',
    document: shortExperiment({
      ...onOrders,
      faults: throttle('PT8S'), // over before anybody stops it
      tolerance: '{ breaches: 3, of: 4 }',
    }),
    ...undone,
    told: 'probe front-page: 3 of',
  },
  'it is to stop at the first bad sample': {
    theirs: 'exit 1, not rolled back, the fault left',
    document: shortExperiment({
      ...onOrders,
      faults: throttle('PT1H'),
      tolerance: '{ breaches: 1, of: 1 }',
    }),
    ...undone,
    told: 'probe front-page',
  },
  // It has probes beside the hypothesis; here every probe of the document judges.
  'a probe beside the one that holds is out of tolerance': {
    theirs: 'exit 0, completed: only the hypothesis counts',
    document: shortExperiment({
      faults: throttle('PT1H'),
      maxPercent: 100,
      maxDuration: 'PT2H',
      probes: ordersToo,
    }),
    ...undone,
    told: 'probe orders',
  },
};

const noticesOf = (runId: unknown): string =>
  readFileSync(join(place.stateDir, 'notices.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.includes(String(runId)))
    .join('\n');

const ordersAnswer = async (): Promise<number> => {
  const { 'orders.lab': address } = await lab.dns();
  return (await fetch(`http://${address}/`)).status;
};

test.for(Object.entries(rows).map(([situation, row]) => [situation, row.theirs, row] as const))(
  '%s (%s): undone if it was done, and told',
  { timeout: 90_000, retry: 2 }, // on a busy machine a probe may be late where it should not
  async ([, , { document, code, hypothesis, restoration, told }]) => {
    await until('the shop to be whole', async () => {
      const servers = await webInstances(lab);
      return servers.length === 3 && servers.every(({ portOpen }) => portOpen);
    });

    const ended = await place.run('run', place.write('row.yml', document), '--wait');

    expect(ended.code, ended.stderr).toBe(code);
    expect(ended.result).toMatchObject({ type: 'result', hypothesis, restoration, exitCode: code });
    expect(String(ended.result.reasons)).toContain(told);
    expect(ended.stderr).toContain(
      restoration === 'restored' ? 'restored, verified' : 'nothing was injected',
    );
    expect(noticesOf(ended.result.runId)).toContain(`${hypothesis}, ${restoration}`);
    const kinds = (await journalOf(place, String(ended.result.runId))).map(({ kind }) => kind);
    expect(kinds.includes('fault-injected')).toBe(restoration === 'restored');
    await vi.waitFor(() => expectHome(place, lab, String(ended.result.runId)), waiting);
    expect(living(place, 'web')).toHaveLength(3);
    expect(await ordersAnswer()).toBe(200);
  },
);

test('the hypothesis deviates, and the probe raises, for the site is down (exit 1, not rolled back, the fault left): undone, and told', {
  timeout: 90_000,
  retry: 2,
}, async () => {
  const document = shortExperiment({
    ...onOrders,
    faults: `${stopInstances('stop-one', 1)}\n    parameters: { startInstancesAfterDuration: PT1H }`,
    tolerance: '{ breaches: 3, of: 4 }',
  });
  const program = place.start(['run', place.write('down.yml', document), '--wait']);
  await program.entry('fault-proven', 60_000);
  const end = holdDown(place, 'orders');
  try {
    await program.entry('undo-accepted', 60_000);
    await until('the server to be back', () => living(place, 'web').length === 3, 60_000);
  } finally {
    await end();
  }

  const { code, result, stderr } = await program.ended;

  expect(code, stderr).toBe(3);
  expect(result).toMatchObject({ hypothesis: 'failed', restoration: 'restored' });
  expect(String(result.reasons)).toContain('ECONNREFUSED');
  expect(noticesOf(result.runId)).toContain('failed, restored');
  await vi.waitFor(() => expectHome(place, lab, String(result.runId)), waiting);
});
