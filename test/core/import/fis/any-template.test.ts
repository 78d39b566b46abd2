import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue } from '../../../../core/catalogue/catalogue.ts';
import { importFis } from '../../../../core/import/fis/import.ts';
import { missingLeaves } from '../../../../core/import/shared/completeness.ts';
import { notesOf } from '../../../../core/import/shared/imported.ts';
import { readSources } from '../../../../core/import/shared/read-source.ts';
import { writeDocument } from '../../../../core/import/shared/write-document.ts';

const ids = catalogue.map(({ id }) => id);

const odd = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant({}),
  fc.constant([]),
);
const texts = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom('PT5M', `\${x}`, '<Y>', 'arn:aws:ec2:a:b:instance/i-1', 'ALL', 'COUNT(2)', 'PERCENT(50)'),
);
const names = fc.constantFrom('a', 'b', 'Web', 'x y', '__proto__', '');
const mapOf = (value: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.dictionary(names, value, { maxKeys: 3 }) },
    { weight: 1, arbitrary: odd },
  );
const maybe = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: odd });
const some = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  maybe(fc.record(fields, { requiredKeys: [] }));

const target = some({
  resourceType: fc.oneof(texts, fc.constantFrom('aws:ec2:instance', 'aws:rds:db')),
  resourceArns: maybe(fc.array(texts, { maxLength: 8 })),
  resourceTags: mapOf(texts),
  filters: maybe(
    fc.array(some({ path: texts, values: maybe(fc.array(texts, { maxLength: 3 })), more: texts }), {
      maxLength: 3,
    }),
  ),
  selectionMode: maybe(texts),
  parameters: mapOf(texts),
});
const action = some({
  actionId: fc.oneof(texts, fc.constantFrom(...ids)),
  description: texts,
  parameters: maybe(fc.dictionary(fc.constantFrom('duration', 'maxDuration', 'x'), texts)),
  targets: maybe(fc.dictionary(fc.constantFrom('Instances', 'Clusters'), names)),
  startAfter: maybe(fc.array(names, { maxLength: 3 })),
  startAfterDelay: texts,
});
const template = fc.record(
  {
    description: maybe(texts),
    targets: mapOf(target),
    actions: fc.dictionary(names, action, { minKeys: 1, maxKeys: 4 }),
    stopConditions: maybe(fc.array(some({ source: texts, value: texts }), { maxLength: 4 })),
    roleArn: texts,
    tags: mapOf(texts),
    experimentOptions: some({ accountTargeting: texts, emptyTargetResolutionMode: texts }),
    whatever: odd,
  },
  { requiredKeys: ['actions'] },
);
const pascal = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(pascal);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key.charAt(0).toUpperCase() + key.slice(1), pascal(child)]),
  );
};
const terraform = fc.oneof(fc.jsonValue(), template).map((values) => ({
  values: {
    root_module: { resources: [{ type: 'aws_fis_experiment_template', values }], child_modules: [null, {}] },
  },
}));
const state = template.map((attributes) => ({
  terraform_version: '1',
  resources: [null, { type: 'aws_fis_experiment_template', instances: [null, { attributes }] }],
}));
const source = fc.oneof(
  template,
  terraform,
  state,
  template.map((experimentTemplate) => ({ experimentTemplate })),
  template.map((one) => ({
    Resources: { T: { Type: 'AWS::FIS::ExperimentTemplate', Properties: pascal(one) } },
  })),
);

test('whatever a template holds, nothing of it is lost, and what comes of it is valid', () => {
  fc.assert(
    fc.property(source, (value) => {
      for (const one of importFis(value, { allow: ids, name: 'any' })) {
        if (!('document' in one)) continue;
        // The last resort of an importer: a leaf that no rule of it has seen.
        expect(one.notes.filter(({ message }) => message.includes('has no place in an experiment'))).toEqual(
          [],
        );
        expect(missingLeaves(value, one.notes)).toEqual([]);
        expect(writeDocument(one.document, one.notes, 'a.yml').problems).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});

test('a template that gives no experiment says why', () => {
  fc.assert(
    fc.property(fc.oneof(source, fc.jsonValue()), (value) => {
      for (const one of importFis(value, { allow: [] }))
        if (!('document' in one)) expect(notesOf(one).length).toBeGreaterThan(0);
    }),
    { numRuns: 200 },
  );
});

test('whatever stands in a file, reading and importing it ends', () => {
  const line = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      '"actions": {',
      '{{ x }}',
      '// c',
      '!Sub a',
      '- b: 1',
      '*a',
      '&a',
      '\t"a": 1,',
    ),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const { sources } = readSources(lines.join('\n'), 'file');
      for (const { value } of sources) importFis(value, { allow: [] });
    }),
    { numRuns: 300 },
  );
});
