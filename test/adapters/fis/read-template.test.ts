import { once } from 'node:events';
import { createServer } from 'node:http';
import { FisClient } from '@aws-sdk/client-fis';
import { expect, onTestFinished, test } from 'vitest';
import { clientSettings } from '../../../adapters/aws/settings.ts';
import { readTemplate } from '../../../adapters/fis/read-template.ts';
import { NotFound } from '../../../core/errors.ts';

const fisThatAnswers = async (status: number, body: object, type = '') => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': type });
    response.end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const settings = clientSettings({ region: 'eu-west-1', endpoint: `http://127.0.0.1:${port}` });
  const fis = new FisClient({ ...settings, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  return { fis, asked };
};

test('a template comes as FIS gives it, with fields that are newer than the SDK', async () => {
  const template = {
    experimentTemplate: { id: 'EXT1', actions: {}, experimentReportConfiguration: { outputs: {} } },
  };
  const { fis, asked } = await fisThatAnswers(200, template);

  expect(await readTemplate(fis, 'EXT1/..')).toEqual(template);
  expect(asked).toEqual(['GET /experimentTemplates/EXT1%2F..']);
});

test('a template that is not there is not found', async () => {
  const { fis } = await fisThatAnswers(404, { message: 'no such template' }, 'ResourceNotFoundException');

  await expect(readTemplate(fis, 'EXT2')).rejects.toThrow(NotFound);
});
