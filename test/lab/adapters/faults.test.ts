import { expect, test } from 'vitest';
import { InjectionRefused } from '../../../core/errors.ts';
import type { Fault } from '../../../core/experiment.ts';
import type { FaultDriver } from '../../../core/ports.ts';
import { labHttp } from '../../../lab/adapters/http.ts';
import type { LabClient } from '../../../lab/client.ts';
import { faultDriverContract } from '../../contracts/fault-driver-contract.ts';
import { irreversibleFaultContract } from '../../contracts/irreversible-fault-contract.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { sampleFault, sampleHttpProbe } from '../../contracts/samples.ts';
import { until } from '../../e2e/support/until.ts';
import { documentOn, faultLab, faultOn } from './fault-lab.ts';
import { healed, quiet } from './settled.ts';

const openWorld = faultLab(30);

const shopFault = (action: string, parameters: Fault['parameters'] = {}): Fault => {
  const fault = sampleFault(action, parameters);
  const filters = [{ path: 'State.Name', values: ['running'] }];
  return { ...fault, targets: { ...fault.targets, tags: { app: 'shop', tier: 'web' }, filters } };
};

const kill = (ProcessName: string, document = 'AWSFIS-Run-Kill-Process', Signal = 'SIGTERM') =>
  shopFault('aws:ssm:send-command', {
    documentArn: `arn:aws:ssm:eu-lab-1::document/${document}`,
    documentParameters: JSON.stringify({ ProcessName, Signal }),
  });

const terminate = async (arn: string) => {
  await openWorld().lab.terminateInstances({ instanceIds: [arn.slice(arn.lastIndexOf('/') + 1)] });
  await quiet(openWorld().lab);
};

const stop = shopFault('aws:ec2:stop-instances');
const impossible = kill('nginx');

faultDriverContract('lab', () => {
  const { driver, now } = openWorld();
  return { driver, now, reversible: stop, impossible, meddle: terminate };
});

const functionFault = (action: string, parameters: Fault['parameters']) =>
  faultOn('aws:lambda:function', action, parameters);

const order = (lab: LabClient) =>
  labHttp(lab).ask({ ...sampleHttpProbe('http://orders.lab/'), timeoutMs: 10_000 });

const stress = (LoadPercent: string) => documentOn('AWSFIS-Run-CPU-Stress', { LoadPercent });

faultDriverContract('lab, CPU stress', () => {
  const { driver, now } = openWorld();
  return { driver, now, reversible: stress('50'), impossible: stress('much'), meddle: terminate };
});

test.for([
  ['throttled', 'lambda/concurrency', { duration: 'PT5M' }, 429],
  ['delayed', 'aws:lambda:invocation-add-delay', { duration: 'PT5M', startupDelayMilliseconds: '3000' }, 200],
  ['failing', 'aws:lambda:invocation-error', { duration: 'PT5M', preventExecution: 'true' }, 502],
] as const)(
  'a function is really %s, and takes orders again after the undo',
  async ([, action, parameters, status]) => {
    const { lab, driver, now } = openWorld();
    const record = await recordOf(driver, functionFault(action, parameters), now());

    await driver.inject(record);
    const during = await order(lab);
    expect(await driver.evidence(record)).toMatchObject({ present: 'yes', level: 2 });
    await driver.undo(record);

    expect(during.status).toBe(status);
    if (action === 'aws:lambda:invocation-add-delay') expect(during.latencyMs).toBeGreaterThan(3000);
    expect(await order(lab)).toMatchObject({ status: 200 });
  },
);

faultDriverContract('lab, function throttled', () => {
  const { lab, driver, now } = openWorld();
  const meddle = () =>
    lab
      .updateFunctionConfiguration({ functionName: 'shop-orders', configuration: { delayMs: 1 } })
      .then(() => undefined);
  const reversible = functionFault('lambda/concurrency', { duration: 'PT5M' });
  return { driver, now, reversible, impossible, meddle };
});

faultDriverContract('lab, target deregistered', () => {
  const { driver, now } = openWorld();
  const reversible = shopFault('elbv2/deregister-target');
  return { driver, now, reversible, impossible, meddle: terminate };
});

const injectUntilGone =
  (driver: FaultDriver): FaultDriver['inject'] =>
  async (record) => {
    await driver.inject(record);
    await until('the processes to be gone', async () => (await driver.evidence(record)).present === 'yes');
  };

irreversibleFaultContract('lab, terminate', () => {
  const { lab, driver, now } = openWorld();
  return { driver, now, irreversible: shopFault('aws:ec2:terminate-instances'), heal: () => healed(lab) };
});

irreversibleFaultContract('lab, reboot', () => {
  const { lab, driver, now } = openWorld();
  const inject = injectUntilGone(driver);
  const irreversible = shopFault('aws:ec2:reboot-instances');
  return { driver: { ...driver, inject }, now, irreversible, heal: () => healed(lab) };
});

irreversibleFaultContract('lab, kill a process', () => {
  const { lab, driver, now } = openWorld();
  const inject = injectUntilGone(driver);
  return { driver: { ...driver, inject }, now, irreversible: kill('shop-web'), heal: () => healed(lab) };
});

test('an instance that did not run before is not stopped, and above all not started', async () => {
  const { lab, driver, now } = openWorld();
  const { instances } = await lab.describeInstances({ states: ['running'] });
  const [stopped] = instances;
  await lab.stopInstances({ instanceIds: [stopped?.instanceId ?? ''] });
  await quiet(lab);
  const everyInstance = { ...stop, targets: { ...stop.targets, filters: [] } };

  const record = await recordOf(driver, everyInstance, now());
  await driver.inject(record);
  expect(await driver.evidence(record)).toMatchObject({ present: 'yes' });
  await driver.undo(record);

  expect(await driver.verify(record)).toMatchObject({ restored: true });
  const { instances: after } = await lab.describeInstances({ states: ['stopped'] });
  expect(after.map(({ instanceId }) => instanceId)).toEqual([stopped?.instanceId]);
});

test.for([
  ['finds no such process', kill('nginx')],
  ['may be caught or hold a process for ever', kill('shop-web', undefined, 'SIGSTOP')],
] as const)('a kill that %s is refused', async ([, fault]) => {
  const { driver, now } = openWorld();
  const record = await recordOf(driver, fault, now());

  await expect(driver.inject(record)).rejects.toThrow(InjectionRefused);
  expect(await driver.evidence(record)).toMatchObject({ present: 'no' });
});

test('a process that was just told to end and still lives is not back yet', async () => {
  const { lab, driver, now } = openWorld();
  const record = await recordOf(driver, kill('shop-web'), now());

  const told = { ...record, injectedAtMs: lab.clock.now() };

  expect(await driver.verify(told)).toMatchObject({ restored: false, drifted: false });
  expect(await driver.verify(record)).toMatchObject({ restored: true });
});
