import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LabClient } from '../../lab/client.ts';
import { isAlive } from '../../lab/process/process-identity.ts';
import { shortExperiment } from '../e2e/support/documents.ts';
import { expectHome, journalOf, lastRun, webInstances } from '../e2e/support/home.ts';
import { openPlace } from '../e2e/support/place.ts';

const place = openPlace();
let lab: LabClient;
beforeAll(async () => {
  await place.must('lab', 'up', '--time-scale', '20');
  lab = place.lab();
});
afterAll(place.close);

const faultOf = (name: string, action: string, parameters: string) => `  - name: ${name}
    action: ${action}
    targets:
      resourceType: aws:ec2:instance
      tags: { app: shop, tier: web }
      filters: [{ path: State.Name, values: [running] }]
      select: COUNT(1)
    parameters: ${parameters}`;

const terminate = place.write(
  'terminate.yml',
  shortExperiment({
    name: 'terminate-one',
    faults: faultOf('terminate-one', 'aws:ec2:terminate-instances', '{}'),
  }),
);
const document = 'arn:aws:ssm:eu-lab-1::document/AWSFIS-Run-Kill-Process';
const killing = (processName: string) =>
  shortExperiment({
    name: 'kill-process',
    faults: faultOf(
      'kill-server',
      'aws:ssm:send-command',
      `{ documentArn: "${document}", documentParameters: '{"ProcessName":"${processName}"}', duration: PT10S }`,
    ),
  });

const servers = async () =>
  (await lab.describeInstances({ states: ['running'] })).instances.map(
    ({ instanceId, serverPid: pid = 0, serverStartTime: startTime = '' }) => ({ instanceId, pid, startTime }),
  );

test('a terminated instance stays gone, and the run is restored when its group is whole again', async () => {
  const before = await servers();

  const { code, result, stderr } = await place.run('run', terminate, '--wait');

  expect(code, stderr).toBe(0);
  expect(result).toMatchObject({ hypothesis: 'held', restoration: 'restored' });
  const after = await servers();
  const gone = before.filter(({ instanceId }) => !after.some((one) => one.instanceId === instanceId));
  expect(gone).toHaveLength(1);
  expect(gone.some(isAlive)).toBe(false);
  expect(after).toHaveLength(3);
  const { runId } = await lastRun(place);
  await expectHome(place, lab, runId);
  const verified = (await journalOf(place, runId)).filter(({ kind }) => kind === 'fault-verified');
  expect(verified.at(-1)?.reason).toMatch(/3 of 3 in service, 3 healthy/);
});

test('a killed process is another one afterwards, on the same instance', async () => {
  const before = await servers();

  const { code, result, stderr } = await place.run(
    'run',
    place.write('kill.yml', killing('shop-web')),
    '--wait',
  );

  expect(code, stderr).toBe(0);
  expect(result).toMatchObject({ hypothesis: 'held', restoration: 'restored' });
  expect(before.filter((server) => !isAlive(server))).toHaveLength(1);
  const after = await servers();
  expect(after.map(({ instanceId }) => instanceId)).toEqual(before.map(({ instanceId }) => instanceId));
  await expectHome(place, lab, (await lastRun(place)).runId);
});

test('a kill that finds no such process is no fault, and proves nothing', async () => {
  const { code, result } = await place.run(
    'run',
    place.write('none.yml', killing('no-such-process')),
    '--wait',
  );

  expect(code).toBe(4);
  expect(result).toMatchObject({ hypothesis: 'untested', restoration: 'nothing-injected' });
  expect(String(result.reasons)).toContain('no-such-process');
  expect(await webInstances(lab)).toHaveLength(3);
});
