import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { slimSdk } from '../../scripts/package/slim-sdk.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'firedrill-slim-'));

// An XML service, both ways over the wire: lists and nested members in the request, tags and dates in the answer, an error.
const program = `
import { EC2Client, paginateDescribeInstances, StartInstancesCommand } from '@aws-sdk/client-ec2';
const ec2 = new EC2Client({});
const pages = [];
for await (const { Reservations } of paginateDescribeInstances({ client: ec2 }, { Filters: [{ Name: 'tag:a', Values: ['b', 'c'] }] }))
  pages.push(Reservations);
const failure = await ec2.send(new StartInstancesCommand({ InstanceIds: ['i-1', 'i-2'] })).catch((error) => error);
console.log(JSON.stringify({ pages, failure: [failure.name, failure.$fault, failure.message] }));
`;

const described = `<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><reservationSet><item>
<instancesSet><item><instanceId>i-1</instanceId><launchTime>2026-11-23T04:00:00.000Z</launchTime><instanceState><code>16</code>
<name>running</name></instanceState><tagSet><item><key>a</key><value>b</value></item></tagSet></item></instancesSet>
</item></reservationSet></DescribeInstancesResponse>`;
const refused = `<Response><Errors><Error><Code>IncorrectInstanceState</Code><Message>not now</Message></Error></Errors>
<RequestID>1</RequestID></Response>`;

const asked: { body: string; authorization: string; token: string }[] = [];
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { authorization = '', 'x-amz-security-token': token = '' } = request.headers;
  asked.push({ body, authorization, token: String(token) });
  const isStart = body.includes('Action=StartInstances');
  response.writeHead(isStart ? 400 : 200, { 'content-type': 'text/xml' }).end(isStart ? refused : described);
});

beforeAll(() => new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready)));
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const run = async (name: string, plugins: readonly ReturnType<typeof slimSdk>[]) => {
  const entry = join(folder, `${name}.js`);
  const outfile = join(folder, `${name}.mjs`);
  writeFileSync(entry, program);
  const banner = "const require=process.getBuiltinModule('node:module').createRequire(import.meta.url);";
  const { metafile } = await build({
    ...{ entryPoints: [entry], outfile, bundle: true, minify: true, format: 'esm', platform: 'node' },
    ...{ nodePaths: [join(root, 'node_modules')], mainFields: ['module', 'main'], metafile: true },
    ...{ plugins: [...plugins], banner: { js: banner } },
  });
  asked.length = 0;
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const { stdout } = await promisify(execFile)(process.execPath, [outfile], {
    env: {
      ...{ PATH: process.env.PATH, AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` },
      ...{ AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'session' },
    },
  });
  const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
  return { said: JSON.parse(stdout), asked: [...asked], bytes };
};

test('the slim SDK says and understands what the whole one does, with the credentials of the environment', async () => {
  const whole = await run('whole', []);
  const slim = await run('slim', [slimSdk(root)]);
  expect(slim.said).toEqual(whole.said);
  expect(slim.asked.map(({ body }) => body)).toEqual(whole.asked.map(({ body }) => body));
  expect(slim.said.failure).toEqual(['IncorrectInstanceState', 'client', 'not now']);
  for (const { authorization, token } of slim.asked) {
    expect(authorization).toContain('Credential=AKIDEXAMPLE/');
    expect(token).toBe('session');
  }
  expect(slim.bytes).toBeLessThan(whole.bytes / 2);
});
