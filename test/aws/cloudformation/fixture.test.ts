import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pythonWith } from '../../../scripts/python-tools.ts';

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

// The first time cfn-lint is installed, which takes minutes beside everything else.
const timeout = 600_000;

test('the workshop’s template is one that cfn-lint has nothing against', { timeout }, () => {
  const program = 'import sys; from cfnlint.runner import main; sys.exit(main())';
  const args = ['-c', program, '--regions', 'eu-central-1', '--', at('test/fixtures/workshop/shop.yml')];

  const { status, stdout } = spawnSync(pythonWith(at('scripts/cfn-lint/requirements.txt')), args, {
    encoding: 'utf8',
  });

  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});
