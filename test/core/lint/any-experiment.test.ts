import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue, targetTypes } from '../../../core/catalogue/catalogue.ts';
import type { LintContext } from '../../../core/lint/context.ts';
import { OWN_ACTIONS } from '../../../core/lint/known-action.ts';
import { lint } from '../../../core/lint/lint.ts';
import { formatFinding, place } from '../../../core/lint/place.ts';
import { alarm, fleet } from './cases/case.ts';
import { experimentIn, fault, textWith } from './documents.ts';

const word = fc.oneof(
  fc.constantFrom(
    '',
    'PT5M',
    '5',
    '-1',
    'true',
    'ALL',
    '{}',
    '[]',
    '{"DurationSeconds":[]}',
    'a,b',
    'toString',
  ),
  fc.constantFrom('arn:aws:ssm:eu-central-1::document/AWSFIS-Run-CPU-Stress', 'arn:', 'eu-central-1a', '<x>'),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

const names = [
  ...catalogue.flatMap(({ parameters }) => parameters.map(({ name }) => name)),
  'documentParameters',
  'toString',
];
const values = (keys: readonly string[]) =>
  fc.dictionary(fc.oneof(fc.constantFrom(...keys), fc.string({ minLength: 1, maxLength: 5 })), word, {
    maxKeys: 5,
  });

const chooser = fc.oneof(
  fc.record({
    tags: fc.dictionary(fc.constantFrom('app', 'tier', 'firedrill:consent', 'valueOf'), word, { minKeys: 1 }),
  }),
  fc.record({ autoScalingGroup: fc.constantFrom('shop', 'firedrill-prod') }),
  fc.record({ stack: fc.constantFrom('shop', 'firedrill-prod') }),
  fc.record({
    arns: fc.uniqueArray(
      fc.constantFrom('arn:aws:ec2:eu-central-1:1:instance/i-1', 'arn:aws:iam::2:role/r'),
      { minLength: 1 },
    ),
  }),
  fc.record({
    parameters: fc.dictionary(
      fc.constantFrom(...targetTypes.flatMap(({ parameters }) => parameters.map(({ name }) => name)), 'x'),
      word,
      { minKeys: 1 },
    ),
  }),
);

const anyFault = fc
  .record({
    action: fc.constantFrom(
      ...catalogue.map(({ id }) => id),
      ...OWN_ACTIONS.map(({ id }) => id),
      'aws:msk:reboot-broker',
      'aws:elasticache:interrupt-cluster-az-power',
    ),
    resourceType: fc.constantFrom(...targetTypes.map((type) => type.resourceType), 'aws:other:thing'),
    by: chooser,
    select: fc.constantFrom('ALL', 'COUNT(1)', 'PERCENT(1)', 'PERCENT(100)'),
    filters: fc.array(
      fc.record({
        path: fc.constantFrom('State.Name', 'state.name', 'a..b', '.'),
        values: fc.constant(['running']),
      }),
      { maxLength: 2 },
    ),
    parameters: values(names.filter((name) => !/duration/i.test(name))),
    duration: fc.constantFrom({}, { duration: 'PT5M' }, { maxDuration: 'PT1S' }),
    startAfter: fc.constantFrom('PT0S', 'PT1M'),
  })
  .map(({ by, duration, parameters, resourceType, select, filters, ...rest }) => ({
    ...rest,
    targets: { resourceType, select, filters, ...by },
    parameters: { ...parameters, ...duration },
  }));

const contexts: readonly LintContext[] = [
  {},
  { ...fleet(0), region: 'eu-west-1', fisLogs: false },
  { ...fleet(3, {}), ...alarm({ metrics: [], treatMissingData: 'ignore' }), own: { arns: [] } },
];

test('whatever a valid experiment says, there is an answer, and each finding can be shown and found', () => {
  fc.assert(
    fc.property(
      fc.array(anyFault, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...contexts),
      (faults, context) => {
        const text = textWith({
          '/faults': faults.map((one, index) => ({
            ...one,
            name: index === 0 ? fault.stop.name : `f-${index}`,
          })),
          '/limits/maxDuration': 'PT12H',
        });
        const findings = lint(experimentIn(text), context);
        const placed = place(findings, text, 'any.json');

        expect(placed).toHaveLength(findings.length);
        const lines = text.split('\n').length;
        for (const finding of placed) {
          expect(finding.line).toBeLessThanOrEqual(lines);
          expect(finding.fix).not.toBe('');
          expect(formatFinding(finding)).toMatch(
            /^any\.json:\d+:\d+: (error|warning|advice): [^\p{Cc}]+; [^\p{Cc}]+$/u,
          );
          expect(formatFinding(finding)).not.toMatch(/undefined|NaN|Infinity|\[object/);
        }
      },
    ),
    { numRuns: 300 },
  );
});
