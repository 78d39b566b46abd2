import { describe, expect, test } from 'vitest';
import { readSources } from '../../../../core/import/shared/read-source.ts';

const valuesOf = (text: string) => readSources(text, 'file').sources.map(({ value }) => value);
const messagesOf = (text: string) => readSources(text, 'file').problems.map(({ message }) => message);

describe('what people keep as JSON', () => {
  test.each([
    ['a mark of its byte order', '\ufeff{"a": 1}', { a: 1 }],
    ['comments of every kind', '// one\n{ # two\n/* three\n*/ "a": 1 }', { a: 1 }],
    ['commas too many', '{"a": [1, 2,], "b": {"c": 3,\n},}', { a: [1, 2], b: { c: 3 } }],
    ['tabs', '{\n\t"a":\t1\n}', { a: 1 }],
    [
      'what looks like a comment inside a text',
      '{"url": "http://a//b#c", "d": "/*"}',
      { url: 'http://a//b#c', d: '/*' },
    ],
    ['quotes inside a text', '{"a": "say \\"no\\", // please"}', { a: 'say "no", // please' }],
    ['an escape that does not exist', '{"a": "x\\.y"}', { a: 'x\\.y' }],
  ])('may have %s', (_, text, value) => {
    expect(valuesOf(text)).toEqual([value]);
  });

  test('may have expressions of a template where a value should stand', () => {
    expect(valuesOf(`{"a": {{ count }}, "b": \${alarm.arn}, "c": <your-id>, "d": [\${x}\${y}, 1]}`)).toEqual([
      { a: '{{ count }}', b: `\${alarm.arn}`, c: '<your-id>', d: [`\${x}\${y}`, 1] },
    ]);
  });
});

describe('what people keep as YAML', () => {
  test('short forms of CloudFormation are written out', () => {
    const text = `a: !Ref B\nc: !GetAtt D.Arn\ne: !Sub "\${F}-g"\nh: !If [i, !Ref j, k]\nl: !Condition m\n`;
    expect(valuesOf(text)).toEqual([
      {
        a: { Ref: 'B' },
        c: { 'Fn::GetAtt': 'D.Arn' },
        e: { 'Fn::Sub': `\${F}-g` },
        h: { 'Fn::If': ['i', { Ref: 'j' }, 'k'] },
        l: { Condition: 'm' },
      },
    ]);
  });

  test('anchors, aliases and merge keys are followed', () => {
    expect(valuesOf('a: &x {b: 1, c: 2}\nd: *x\ne: {<<: *x, c: 3}\nf: {<<: [*x, {g: 4}]}\n')).toEqual([
      { a: { b: 1, c: 2 }, d: { b: 1, c: 2 }, e: { b: 1, c: 3 }, f: { b: 1, c: 2, g: 4 } },
    ]);
  });

  test('an expression may be a whole value, also in a block of text', () => {
    const text = 'a: {{ region }}-1\nb:\n  - {{ zone }}\nc: |\n  x: {{ y }}\n';
    expect(valuesOf(text)).toEqual([{ a: '{{ region }}-1', b: ['{{ zone }}'], c: 'x: {{ y }}\n' }]);
  });

  test('statements are left out and told of; what they enclose stays', () => {
    const text = '{% if production %}\na: 1\n{% endif %}\nb: 2\n';
    expect(valuesOf(text)).toEqual([{ a: 1, b: 2 }]);
    expect(messagesOf(text)[0]).toContain('`{% if production %}` was left out');
  });

  test('an account id keeps its leading zero, and a long number its digits', () => {
    const text = 'a: 012345678901\nb: 12345678901234567890\nc: 0.50\nd: 7\n';
    expect(valuesOf(text)).toEqual([{ a: '012345678901', b: '12345678901234567890', c: 0.5, d: 7 }]);
  });

  test('several documents are several sources', () => {
    expect(valuesOf('a: 1\n---\nb: 2\n---\n')).toEqual([{ a: 1 }, { b: 2 }]);
  });

  test('of a key that stands twice the last one counts, and it is told', () => {
    expect(valuesOf('a: 1\na: 2\n')).toEqual([{ a: 2 }]);
    expect(readSources('a: 1\na: 2\n', 'file').problems).toMatchObject([{ line: 2, pointer: '/a' }]);
  });

  test('a key may be called anything', () => {
    expect(Object.keys(Object(valuesOf('__proto__: {a: 1}\n')[0]))).toEqual(['__proto__']);
  });
});

test('a place is that of the node, or of what is nearest around it', () => {
  const [source] = readSources('{\n "a": {"b": [1,\n 2]}\n}', 'file').sources;
  expect(source?.lineAndColumn('/a/b/1')).toEqual({ line: 3, column: 2 });
  expect(source?.lineAndColumn('/a/b/7/c')).toEqual({ line: 2, column: 13 });
  expect(source?.lineAndColumn('')).toEqual({ line: 1, column: 1 });
});

test.each([
  ['nothing', ' \n', 'the file is empty'],
  ['too much', `a: ${'x'.repeat(4 * 1024 * 1024)}`, 'the file is larger than 4 MiB'],
  ['broken YAML', 'a: [1, 2', 'this is neither JSON nor YAML'],
  ['broken JSON', '{"a": 1 "b": 2}', 'this is neither JSON nor YAML'],
  ['brackets without an end', '['.repeat(20_000), 'it holds or nests more'],
  [
    'levels without an end',
    Array.from({ length: 300 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
    'it holds or nests more',
  ],
  [
    'Terraform',
    'resource "aws_fis_experiment_template" "x" {\n  a = 1\n}\n',
    'this is Terraform in its own language',
  ],
  ['a CDK app', "new fis.CfnExperimentTemplate(this, 'X', {\n});\n", 'this is the source of a CDK app'],
  [
    'a Pulumi program',
    'new aws.fis.ExperimentTemplate("x", {\n});\n',
    'this is the source of a Pulumi program',
  ],
])('%s cannot be read, and it is told why', (_, text, why) => {
  expect(valuesOf(text)).toEqual([]);
  expect(messagesOf(text)[0]).toContain(why);
});

test('aliases that multiply are given up, not expanded', () => {
  const lines = ['a0: &a0 [x]'];
  for (let n = 1; n < 9; n += 1)
    lines.push(
      `a${n}: &a${n} [${Array(10)
        .fill(`*a${n - 1}`)
        .join()}]`,
    );
  expect(messagesOf(lines.join('\n'))).toEqual(['it holds or nests more than any template does']);
});
