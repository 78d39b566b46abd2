import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pythonWith } from './python-tools.ts';

// cfn-lint on what `npm run package` has packed. It needs no network once it is installed.
const ignored = [
  // JSONata in a state machine's timeouts, which it takes for text; test/statemachines checks the definitions.
  'E3601',
  // The framework has every function depend on its role as well, and the guard depends on everything.
  'W3005',
];
const template = resolve(import.meta.dirname, '../.serverless/cloudformation-template-update-stack.json');
// Templates of the library of experiments and of pipelines, that a reader deploys as they are.
const root = resolve(import.meta.dirname, '..');
const library = globSync(
  ['experiments/*/alarms.yaml', 'experiments/lambda/extension.yaml', 'pipelines/codepipeline/drill.yml'],
  { cwd: root },
);
const python = pythonWith(resolve(import.meta.dirname, 'cfn-lint/requirements.txt'));
const program = 'import sys; from cfnlint.runner import main; sys.exit(main())';
const args = [
  '-c',
  program,
  '--regions',
  'eu-central-1',
  '--ignore-checks',
  ...ignored,
  '--',
  template,
  ...library.map((one) => resolve(root, one)),
];
const { status } = spawnSync(python, args, { stdio: 'inherit' });
if (status === 0) console.log('cfn-lint: clean');
process.exitCode = status ?? 1;
