import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkParameters } from '../../adapters/drivers/attribute/attribute.ts';
import { chaosFlag } from '../../adapters/drivers/middy-chaos/attribute.ts';
import { longestLatencyMs } from '../../middleware/fault.ts';
import { defaultCacheMs, flagIn, longestCacheMs } from '../../middleware/flag.ts';

const readme = readFileSync(resolve(import.meta.dirname, '../../middleware/README.md'), 'utf8');
const example = (language: string): string =>
  new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(readme)?.[1] ?? '';

test('the fault of the page is one that a plan takes', () => {
  const { faults } = parse(example('yaml')) as {
    faults: { action: string; parameters: Record<string, string>; targets: { resourceType: string } }[];
  };

  expect(faults).toHaveLength(1);
  for (const { action, parameters, targets } of faults) {
    expect(action).toBe(chaosFlag.action);
    expect(targets.resourceType).toBe(chaosFlag.facts.resourceType);
    expect(() => checkParameters(chaosFlag, parameters)).not.toThrow();
  }
});

test('the flag of the page is one that is read', () => {
  expect(flagIn(example('json'))).toMatchObject({ functions: ['checkout'], fault: { latencyMs: 500 } });
});

test.each([defaultCacheMs, longestCacheMs, longestLatencyMs])('the page has the figure %d', (ms) => {
  expect(readme).toContain(ms.toLocaleString('en'));
});
