import { describe, expect, test } from 'vitest';
import { importFis } from '../../../../core/import/fis/import.ts';
import { imported, refusals } from './a-template.ts';

const shown = {
  description: 'A web server stops',
  role_arn: 'arn:aws:iam::111122223333:role/fis',
  action: [
    {
      name: 'pause',
      action_id: 'aws:fis:wait',
      description: null,
      parameter: [{ key: 'duration', value: 'PT2M' }],
      start_after: [],
      target: [],
    },
    {
      ...{ name: 'stop-web', action_id: 'aws:ec2:stop-instances', description: '', start_after: ['pause'] },
      parameter: [{ key: 'startInstancesAfterDuration', value: 'PT5M' }],
      target: [{ key: 'Instances', value: 'web' }],
    },
  ],
  target: [
    {
      ...{
        name: 'web',
        resource_type: 'aws:ec2:instance',
        selection_mode: 'COUNT(1)',
        resource_arns: [],
        parameters: {},
      },
      resource_tag: [{ key: 'tier', value: 'web' }],
      filter: [{ path: 'State.Name', values: ['running'] }],
    },
  ],
  stop_condition: [
    { source: 'aws:cloudwatch:alarm', value: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:shop-5xx' },
  ],
  log_configuration: [],
  experiment_options: [{ account_targeting: 'single-account', empty_target_resolution_mode: 'fail' }],
  ...{ tags: { Name: 'web-stops' }, tags_all: { Name: 'web-stops' }, id: 'EXT1', timeouts: null },
};

const resource = {
  address: 'aws_fis_experiment_template.web',
  type: 'aws_fis_experiment_template',
  name: 'web',
};

const expected = {
  name: 'web-stops',
  title: 'A web server stops',
  steadyState: { probes: [{ alarm: 'shop-5xx' }] },
  faults: [
    {
      name: 'stop-web',
      targets: {
        resourceType: 'aws:ec2:instance',
        tags: { tier: 'web' },
        filters: [{ path: 'State.Name', values: ['running'] }],
        select: 'COUNT(1)',
      },
      parameters: { startInstancesAfterDuration: 'PT5M' },
      startAfter: 'PT2M',
    },
  ],
};

describe('what Terraform shows', () => {
  const around = (values: unknown) => ({
    format_version: '1.0',
    terraform_version: '1.9.5',
    ...Object(values),
  });
  const other = { address: 'aws_iam_role.fis', type: 'aws_iam_role', name: 'fis', values: { arn: 'arn:x' } };
  const module = { resources: [other, { ...resource, values: shown, sensitive_values: { tags: {} } }] };

  test.each([
    ['of its state', around({ values: { root_module: module } })],
    ['of a plan', around({ planned_values: { root_module: module }, resource_changes: [{ address: 'x' }] })],
    [
      'of a module inside',
      around({
        values: { root_module: { child_modules: [{ address: 'module.a', child_modules: [module] }] } },
      }),
    ],
    [
      'in its state file',
      {
        version: 4,
        terraform_version: '1.9.5',
        resources: [{ ...resource, instances: [{ attributes: shown }] }],
      },
    ],
  ])('%s is an experiment', (_, source) => {
    expect(imported(source).document).toMatchObject(expected);
  });

  test('several are several', () => {
    const source = around({
      values: {
        root_module: {
          resources: [
            { ...resource, values: shown },
            { ...resource, values: shown },
          ],
        },
      },
    });
    const [first, second] = importFis(source, { allow: [] });
    expect([first, second].map((one) => one && 'document' in one)).toEqual([true, true]);
  });

  test('none of FIS is refused', () => {
    expect(refusals(around({ values: { root_module: { resources: [other] } } }))).toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('aws_fis_experiment_template') }),
    );
  });
});

test('configuration in JSON may have single blocks, and expressions that only Terraform knows', () => {
  const web = {
    ...{ description: 'A web server stops', role_arn: `\${aws_iam_role.fis.arn}` },
    stop_condition: { source: 'aws:cloudwatch:alarm', value: `\${aws_cloudwatch_metric_alarm.web.arn}` },
    action: {
      name: 'stop',
      action_id: 'aws:ec2:stop-instances',
      parameter: { key: 'startInstancesAfterDuration', value: 'PT5M' },
      target: { key: 'Instances', value: 'web' },
    },
    target: {
      name: 'web',
      resource_type: 'aws:ec2:instance',
      selection_mode: 'COUNT(1)',
      resource_tag: { key: 'tier', value: `\${var.tier}` },
    },
  };
  const { document } = imported({ resource: { aws_fis_experiment_template: { web_stops: web } } });
  expect(document).toMatchObject({
    name: 'web-stops',
    steadyState: { probes: [{ alarm: 'FILL-IN-aws-cloudwatch-metric-alarm-web-arn' }] },
    faults: [
      {
        targets: { tags: { tier: 'FILL-IN-var-tier' } },
        parameters: { startInstancesAfterDuration: 'PT5M' },
      },
    ],
  });
});
