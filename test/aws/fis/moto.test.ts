import { randomUUID } from 'node:crypto';
import { GetExperimentTemplateCommand } from '@aws-sdk/client-fis';
import { expect, inject, test } from 'vitest';
import { activeExperiments } from '../../../adapters/fis/active.ts';
import { experimentById } from '../../../adapters/fis/experiment.ts';
import { fisFence, sweep } from '../../../adapters/fis/fence.ts';
import { fisInject } from '../../../adapters/fis/inject.ts';
import { experimentsOf, templatesOf } from '../../../adapters/fis/listed.ts';
import { previewTargets } from '../../../adapters/fis/preview.ts';
import { fisResidue } from '../../../adapters/fis/residue.ts';
import { stillActive } from '../../../adapters/fis/stop.ts';
import { instanceArn, stoppingRecord } from '../support/fis-record.ts';
import { fisAt, ownersAt, steppingClock, templateSettings } from '../support/fis-world.ts';

// Moto's FIS keeps templates and experiments, and moves an experiment on with each read; its faults have no effect.
const moto = inject('moto');
const fis = fisAt(moto);
const clock = steppingClock();
const { ec2 } = ownersAt(moto);

const alarm = 'arn:aws:cloudwatch:eu-west-1:123456789012:alarm:errors';

const injecting = fisInject({
  fis,
  clock,
  settings: templateSettings,
  mayInject: async () => true,
  stopAlarms: async () => [alarm],
});

const record = () => {
  const runId = `run-${randomUUID()}`;
  return stoppingRecord(7, {
    runId,
    token: `${runId}/0`,
    parameters: { startInstancesAfterDuration: 'PT5M' },
  });
};

test('a fault is created, tagged, started and found again by its tags', async () => {
  const fault = record();

  await injecting.inject(fault);
  await injecting.inject(fault);

  const [template, ...templates] = await templatesOf(fis, fault);
  const experiments = await experimentsOf(fis, fault);
  expect(templates).toEqual([]);
  expect(experiments).toHaveLength(1);
  expect(experiments[0]?.tags).toEqual({
    'firedrill:run': fault.runId,
    'firedrill:fault': '0',
    'firedrill:stage': 'test',
  });
  const { experimentTemplate } = await fis.send(new GetExperimentTemplateCommand({ id: template?.id }));
  expect(experimentTemplate).toMatchObject({
    stopConditions: [{ source: 'aws:cloudwatch:alarm', value: alarm }],
    roleArn: templateSettings.roleArn,
    experimentOptions: { emptyTargetResolutionMode: 'fail' },
  });
  expect(Object.keys(experimentTemplate?.actions ?? {})).toEqual(['fault-1', 'fault-2']);
});

test('a run is fenced as often as one likes, and leaves nothing', async () => {
  const fault = record();
  await injecting.inject(fault);
  const { fence } = fisFence(fis);

  await fence(fault.runId);
  await fence(fault.runId);

  const [stopping] = await stillActive(fis, fault);
  // Moto takes it to `stopped` when it is read by itself.
  expect((await experimentById(fis, stopping?.id ?? '')).state?.status).toBe('stopped');
  expect(await fisResidue({ fis, ec2 }).residue(fault.runId)).toEqual([]);
  expect(await sweep(fis, fault.runId)).toEqual({ templates: [], experiments: [] });
});

test('what is active is counted, whoever started it', async () => {
  expect(await activeExperiments(fis)).toBeTypeOf('number');
});

test('a preview says skip-all on the wire, and moto answers with it', async () => {
  const fault = record();

  const found = await previewTargets({ fis, clock, settings: templateSettings }, fault, {
    runId: fault.runId,
    token: fault.token,
  });

  expect(found).toEqual(Array.from({ length: 7 }, (_, n) => instanceArn(n)));
  expect(await templatesOf(fis, { runId: fault.runId })).toEqual([]);
});
