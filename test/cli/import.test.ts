import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { template } from '../core/import/fis/a-template.ts';
import { openPlace } from '../e2e/support/place.ts';

const place = openPlace();
afterAll(place.close);

const folder = dirname(place.write('here', ''));

test('a FIS template becomes a valid file, with a line for what became of it; the linter finds what is to be filled in', async () => {
  const file = place.write('half.json', JSON.stringify({ ...template, id: 'EXT1' }, null, 2));
  const out = join(folder, 'with space', 'half.yml');

  const { code, result, lines, stderr } = await place.run('import', file, '--out', out);

  expect(code).toBe(0);
  expect(result).toMatchObject({ type: 'result', imported: 1, refused: 0, files: [out] });
  expect(readFileSync(out, 'utf8')).toMatch(/^# Imported from .*half\.json/);
  expect(stderr).toMatch(/half\.json:\d+:\d+: refused: AWS keeps this for itself/);
  expect(stderr).not.toContain(': carried');
  expect(lines).toContainEqual(
    expect.objectContaining({ type: 'note', what: 'carried', from: '/tags/Name', to: '/name' }),
  );
  const checked = await place.run('validate', out);
  expect(checked).toMatchObject({ code: 2, result: { valid: 1, invalid: 0 } });
  expect(checked.stderr).toContain('(left-to-fill-in)');
});

test('a file that is there is not written over, unless that is said', async () => {
  const file = place.write('again.json', JSON.stringify(template));
  const out = place.write('again.yml', 'mine');

  expect(await place.run('import', file, '--out', out)).toMatchObject({
    code: 2,
    result: { error: expect.stringContaining('--force') },
  });
  expect(readFileSync(out, 'utf8')).toBe('mine');
  expect((await place.run('import', file, '--out', out, '--force')).code).toBe(0);
});

test('without --out the experiment is on standard output, for a pipe', async () => {
  const file = place.write('piped.json', JSON.stringify(template));
  const { lines } = await place.run('import', file);
  const text = lines.find(({ type }) => type === 'document')?.text;
  expect(parse(String(text))).toMatchObject({ kind: 'Experiment', name: 'half-of-the-web' });
});

test('what cannot be undone is refused with exit 2, and imported when it is named', async () => {
  const { Web } = template.targets;
  const kill = { actionId: 'aws:ec2:terminate-instances', targets: { Instances: 'Web' } };
  const file = place.write('kill.json', JSON.stringify({ ...template, targets: { Web }, actions: { kill } }));

  const refused = await place.run('import', file);
  expect(refused).toMatchObject({ code: 2, result: { imported: 0, refused: 1 } });
  expect(refused.stderr).toContain('say `--allow aws:ec2:terminate-instances`');
  expect(await place.run('import', file, '--allow', 'aws:ec2:terminate-instances')).toMatchObject({
    code: 0,
  });
});

test('several templates of a file are files of a folder', async () => {
  const one = { Type: 'AWS::FIS::ExperimentTemplate', Properties: template };
  const file = place.write('stack.json', JSON.stringify({ Resources: { A: one, B: one } }));
  const out = join(folder, 'both');
  const alone = await place.run('import', file, '--out', out);
  expect(alone).toMatchObject({ code: 2, result: { error: expect.stringContaining('name a folder') } });
  mkdirSync(out);

  const { result } = await place.run('import', file, '--out', out);

  expect(result).toMatchObject({
    imported: 2,
    files: [join(out, 'half-of-the-web.yml'), join(out, 'half-of-the-web-2.yml')],
  });
});

test('a folder takes a single template, too', async () => {
  const file = place.write('single.json', JSON.stringify(template));
  const out = `${join(folder, 'new folder')}/`;

  expect(await place.run('import', file, '--out', out)).toMatchObject({
    code: 0,
    result: { files: [join(out, 'half-of-the-web.yml')] },
  });
});

test('an experiment of Chaos Toolkit is known by what is in it', async () => {
  const stop = {
    type: 'action',
    name: 'stop',
    provider: {
      type: 'python',
      module: 'chaosaws.ec2.actions',
      func: 'stop_instance',
      arguments: { instance_id: 'i-1' },
    },
  };
  const file = place.write(
    'ctk.json',
    JSON.stringify({ title: 'It holds', description: 'x', method: [stop] }),
  );
  expect(await place.run('import', file, '--allow', 'stop_instance')).toMatchObject({
    result: { imported: 1 },
  });
});

test.each([
  [['import'], 'name a file, or a template with --fis-template'],
  [['import', 'gone.json'], 'there is no such file'],
  [['import', '--fis-template', 'EXT1'], 'add --aws'],
  [['import', folder], 'it is a folder'],
])('%j is a usage error', async (args, message) => {
  expect(await place.run(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(message) });
});

test('a template that FIS has is read by its id', async () => {
  const server = createServer((_, response) =>
    response.end(JSON.stringify({ experimentTemplate: template })),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const aws = ['--aws', '--region', 'eu-west-1', '--endpoint', `http://127.0.0.1:${port}`];
  const env = { AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

  const { ended } = place.start(['import', '--fis-template', 'EXT1', ...aws], { env });

  expect(await ended).toMatchObject({ code: 0, result: { imported: 1 } });
});

test('an experiment is exported as a template of FIS, and says what FIS cannot express', async () => {
  const file = place.write('half.yml', '');
  await place.run('import', place.write('back.json', JSON.stringify(template)), '--out', file, '--force');
  const out = join(folder, 'template.json');

  const { code, result, stderr } = await place.run(
    'export',
    file,
    '--to',
    'fis',
    '--out',
    out,
    '--role-arn',
    'arn:aws:iam::111122223333:role/fis',
  );

  expect(code).toBe(0);
  expect(result).toMatchObject({ file: out });
  expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({
    roleArn: 'arn:aws:iam::111122223333:role/fis',
  });
  expect(stderr).toContain('aws fis create-experiment-template --cli-input-json file://');
  expect(await place.run('export', file, '--out', out)).toMatchObject({ code: 2 });
});
