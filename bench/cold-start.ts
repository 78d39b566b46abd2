import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleFunctions, bundlesIn, functionNames } from '../scripts/package/bundle.ts';
import { sizesOf } from '../scripts/package/sizes.ts';
import { type Figure, rounded } from './figures.ts';

const root = resolve(import.meta.dirname, '..');
const times = 15;
// What stops and what undoes is waited for.
const urgent = new Set(['on-signal', 'revert-faults']);

/** Each function's bundle, imported by a Node that does nothing else, as Lambda does once per sandbox. */
export const coldStart = async (): Promise<readonly Figure[]> => {
  await bundleFunctions(root);
  return functionNames(root).flatMap((name) => {
    const { atStart, all } = sizesOf(root, name);
    return [
      {
        name: `${name}: initialisation`,
        value: rounded(initMs(name)),
        unit: 'ms',
        goal: urgent.has(name) ? 80 : 100,
        method: `median of ${times} imports of the bundle, each in a process of its own`,
      },
      {
        name: `${name}: bundle`,
        value: Math.round(atStart / 1024),
        unit: 'KB',
        goal: 500,
        method: `minified, as far as it is read at the start; ${Math.round(all / 1024)} KB with what is read when it is needed`,
      },
    ];
  });
};

const initMs = (name: string): number => {
  const bundle = pathToFileURL(join(bundlesIn(root), name, 'index.mjs')).href;
  const program = `const began=performance.now();await import(${JSON.stringify(bundle)});console.log(performance.now()-began)`;
  const all = Array.from({ length: times }, () => {
    const args = ['--input-type=module', '-e', program];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env: deployed });
    if (status !== 0) throw new Error(`${name} does not start: ${stderr}`);
    return Number(stdout);
  });
  return all.sort((a, b) => a - b)[(times - 1) / 2] ?? Number.NaN;
};

const arn = 'arn:aws:service:eu-central-1:111122223333:thing';
// As serverless/environment.yml names them; what they say does not matter here.
const deployed = {
  ...process.env,
  AWS_REGION: 'eu-central-1',
  ...Object.fromEntries(
    ['STAGE', 'TABLE', 'BUCKET', 'BUS', 'DEADMAN_GROUP', 'WATCHER', 'READER', 'FIS_LOGS', 'TOPIC']
      .concat('EXPERIMENT_MACHINE', 'GAMEDAY_MACHINE', 'DEADMAN_FUNCTION', 'DEADMAN_ROLE', 'DEAD_LETTERS')
      .concat('FIS_ROLE', 'FIS_PREVIEW_ROLE')
      .map((name) => [`FIREDRILL_${name}`, arn]),
  ),
  FIREDRILL_PROBE_HOSTS: '',
  FIREDRILL_PROBE_PRIVATE_HOSTS: '',
  FIREDRILL_PROBE_HTTP_HOSTS: '',
};
