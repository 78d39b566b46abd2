import { expect, test } from 'vitest';
import { problemsOf, resourceIn, resources, templateOf } from './support/template.ts';

const propertiesOf = (text: string, id = 'Web', origin = {}) =>
  resourceIn(templateOf(text, origin), id).properties;

const yaml = (value: string, more = '') => `${more}
Resources:
  Other: { Type: AWS::EC2::VPC }
  Web:
    Type: AWS::EC2::Instance
    Properties:
      Value: ${value}
`;

const sections = `
Parameters:
  Size: { Type: Number, Default: 3 }
  Names: { Type: CommaDelimitedList, Default: "a, b" }
  Open: { Type: String }
  Choice: { Type: String, AllowedValues: [one, two] }
  Image: { Type: "AWS::SSM::Parameter::Value<String>", Default: /image }
Mappings:
  Sizes: { prod: { web: 4, same: 9 }, test: { web: 1, same: 9 } }
Conditions:
  Yes: !Equals [!Ref Size, "3"]
  No: !Not [!Condition Yes]
  Both: !And [!Condition Yes, !Condition No]
  Either: !Or [!Condition Perhaps, !Condition Yes]
  Perhaps: !Equals [!Ref Open, "x"]
  Circle: !Not [!Condition Circle]
`;

// `$[Name]` for what a template writes with braces.
const curly = (text: string) => text.replaceAll(/\$\[([^\]]+)\]/g, (_, name) => `\${${name}}`);

test.for<[string, unknown]>([
  ['!Ref Size', '3'],
  ['!Ref Names', ['a', 'b']],
  ['!Select [1, !Ref Names]', 'b'],
  ['!Select [5, !Ref Names]', { '@unknown': 'there is no such entry' }],
  ['!Ref Open', { '@unknown': 'the parameter Open has no default' }],
  ['!Ref Choice', { '@unknown': 'the parameter Choice has no default', '@either': ['one', 'two'] }],
  ['!Ref Image', { '@unknown': 'the parameter Image is kept in Systems Manager' }],
  ['!Ref Other', { '@ref': 'Other' }],
  ['!Ref Nobody', { '@unknown': 'there is no Nobody' }],
  ['!GetAtt Other.CidrBlock', { '@ref': 'Other', '@attribute': 'CidrBlock' }],
  ['!GetAtt [Other, DefaultSecurityGroup]', { '@ref': 'Other', '@attribute': 'DefaultSecurityGroup' }],
  ['{ "Fn::GetAtt": [Other, CidrBlock] }', { '@ref': 'Other', '@attribute': 'CidrBlock' }],
  ['!GetAtt Nobody.Arn', { '@unknown': 'there is no Nobody' }],
  ['!Ref AWS::StackName', 'shop'],
  ['!Ref AWS::Region', { '@unknown': 'it depends on the Region' }],
  ['!Ref AWS::Partition', 'aws'],
  ['!Sub "$[AWS::StackName]-$[Size]-$[!Literal]"', 'shop-3-$[Literal]'],
  ['!Sub ["$[Own]/$[Size]", { Own: !Ref Size }]', '3/3'],
  ['!Sub "x$[Other.CidrBlock]"', { '@text': ['x', { '@ref': 'Other', '@attribute': 'CidrBlock' }] }],
  ['!Sub "x$[Other]"', { '@text': ['x', { '@ref': 'Other' }] }],
  ['!Sub "$[Nobody]"', { '@text': [{ '@unknown': 'there is no Nobody' }] }],
  ['!Sub [!Ref Open, {}]', { '@unknown': 'it is put together from a text' }],
  ['!Join ["-", [a, !Ref Size]]', 'a-3'],
  ['!Join ["-", !Ref Names]', 'a-b'],
  ['!Join ["-", !Ref Open]', { '@unknown': 'it is joined from a list' }],
  ['!Join ["", [a, !Sub "b$[Other]"]]', { '@text': ['ab', { '@ref': 'Other' }] }],
  ['!Split [",", "a,b"]', ['a', 'b']],
  ['!If [Yes, a, b]', 'a'],
  ['!If [No, a, !If [Yes, c, d]]', 'c'],
  ['!If [Both, a, b]', 'b'],
  ['!If [Either, a, b]', 'a'],
  ['!If [Circle, a, b]', { '@unknown': 'it depends on the condition Circle', '@either': ['a', 'b'] }],
  [
    '!If [Perhaps, a, !Ref AWS::NoValue]',
    { '@unknown': 'it depends on the condition Perhaps', '@either': ['a'] },
  ],
  ['!FindInMap [Sizes, prod, web]', 4],
  ['!FindInMap [Sizes, !Ref AWS::Region, same]', 9],
  ['!FindInMap [Sizes, !Ref AWS::Region, web]', { '@unknown': 'it is found in a map' }],
  ['!FindInMap [Sizes, nowhere, web]', { '@unknown': 'the map Sizes has no nowhere' }],
  ['!FindInMap [Sizes, prod, !Ref Open]', { '@unknown': 'it is found in a map' }],
  ['!Select [1, !GetAZs ""]', { '@zone': 1 }],
  ['!Length [a, b]', 2],
  ['!Length { "Fn::GetAZs": "" }', { '@unknown': 'it is the length of a list' }],
  ['!Base64 abc', 'abc'],
  ['!ToJsonString { a: !Ref Size }', { a: '3' }],
  ['!ImportValue other', { '@unknown': 'another stack exports it' }],
  ['!Cidr [10.0.0.0/16, 2, 8]', { '@unknown': 'it is computed from a CIDR block' }],
  ['!Transform { Name: Include }', { '@unknown': 'the macro Include makes it' }],
  ['[!Ref AWS::NoValue, x]', ['x']],
  ['null', null],
])('%s is read as %j', ([text, expected]) => {
  expect(JSON.stringify(propertiesOf(yaml(curly(text), sections)).Value)).toBe(
    curly(JSON.stringify(expected)),
  );
});

test('a property that AWS::NoValue takes away is not there', () => {
  expect(propertiesOf(yaml('!Ref AWS::NoValue'))).toEqual({});
});

test('parts of a text that cannot be known still tell what it is about', () => {
  const { Value } = propertiesOf(yaml('!Select [1, !Split ["/", !Ref Other]]'));

  expect(JSON.stringify(Value)).toContain('{"@ref":"Other"}');
});

test('a given parameter wins over its default', () => {
  const more = sections;

  expect(propertiesOf(yaml('!Ref Size', more), 'Web', { parameters: { Size: '7' } }).Value).toBe('7');
  expect(propertiesOf(yaml('!If [Yes, a, b]', more), 'Web', { parameters: { Size: '7' } }).Value).toBe('b');
  expect(propertiesOf(yaml('!Ref Image', more), 'Web', { parameters: { Image: 'ami-1' } }).Value).toBe(
    'ami-1',
  );
});

test.for([
  ['eu-central-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
])('the partition of %s is %s', ([region, partition]) => {
  expect(propertiesOf(yaml('!Ref AWS::Partition'), 'Web', { region }).Value).toBe(partition);
});

test('YAML and JSON of the same template are read as the same', () => {
  const map = { Web: { Type: 'AWS::EC2::Instance', Properties: { SubnetId: { Ref: 'Web' } } } };

  const [one, other] = [resources(map), JSON.stringify({ Resources: map }, null, '\t')].map((text) =>
    resourceIn(templateOf(text), 'Web'),
  );

  expect(one).toEqual(other);
});

test('a resource whose condition is not met is left out, and that is said', () => {
  const template = templateOf(
    `Conditions: { Never: !Equals [a, b], Open: !Equals [!Ref AWS::Region, x] }
Resources:
  Gone: { Type: AWS::EC2::Instance, Condition: Never }
  Perhaps: { Type: AWS::EC2::Instance, Condition: Open }
`,
  );

  expect(template.resources.map(({ id, condition }) => [id, condition])).toEqual([['Perhaps', 'Open']]);
  expect(template.notes).toEqual(['left out, as their condition is not met: Gone']);
});

test('loops of the language extensions are written out', () => {
  const { resources: all } = templateOf(`Transform: AWS::LanguageExtensions
Parameters: { Names: { Type: CommaDelimitedList, Default: "One,Two" } }
Resources:
  Fn::ForEach::Queues:
    - Name
    - !Ref Names
    - Queue\${Name}: { Type: AWS::SQS::Queue, Properties: { QueueName: !Sub "q-\${Name}", Tag: !Ref Name } }
  Fn::ForEach::Unknown: [Name, !Ref Nothing, { X: { Type: AWS::SQS::Queue } }]
  Fn::ForEach::Bad: x
`);

  expect(all.map(({ id, properties }) => [id, properties])).toEqual([
    ['QueueOne', { QueueName: 'q-One', Tag: 'One' }],
    ['QueueTwo', { QueueName: 'q-Two', Tag: 'Two' }],
  ]);
});

test('loops within loops are written out too, and end', () => {
  const numbers = Array.from({ length: 200 }, (_, n) => String(n));
  const loop = (name: string, body: object) => ({ [`Fn::ForEach::${name}`]: [name, numbers, body] });
  const queue = { Type: 'AWS::SQS::Queue', Properties: { Tags: [1, 'x&{I}'] } };
  const read = (list: readonly string[]) =>
    templateOf(
      JSON.stringify({ Resources: { 'Fn::ForEach::I': ['I', list, loop('J', { 'Q&{I}x&{J}': queue })] } }),
    );

  expect(resourceIn(read(['a-b']), 'Qabx7').properties).toEqual({ Tags: [1, 'xab'] });
  expect(read(numbers).resources.length).toBeLessThan(2_000);
});

test.for<[string, string[]]>([
  [
    'Transform: Mine',
    ['the macro Mine may add or change resources: a deployed stack (`--stack`) shows what it made'],
  ],
  ['Transform: [AWS::Serverless-2016-10-31, { Name: AWS::LanguageExtensions }]', []],
  ['Description: none', []],
])('of the macros of %s those that nobody knows are noted', ([text, notes]) => {
  expect(templateOf(`${text}\nResources: { A: { Type: AWS::SQS::Queue } }`).notes).toEqual(notes);
});

test('nested stacks are noted, not read', () => {
  const { notes } = templateOf('Resources: { Inner: { Type: AWS::CloudFormation::Stack } }');

  expect(notes).toEqual(['Inner is a nested stack: give its own template, or ask for it by `--stack`']);
});

test('a place is where its key stands, or the nearest one around it', () => {
  const { where } = templateOf(`Resources:
  Web:
    # a comment
    Type: AWS::EC2::Instance
    Properties:
      Tags: []
`);

  expect(where(['Resources', 'Web'])).toEqual({ pointer: '/Resources/Web', line: 2, column: 3 });
  expect(where(['Resources', 'Web', 'Properties', 'Tags'])).toMatchObject({ line: 6, column: 7 });
  expect(where(['Resources', 'Web', 'Properties', 'Missing'])).toMatchObject({ line: 6, column: 7 });
});

test.for<[string, string, number, number]>([
  ['', 'the file is empty', 1, 1],
  ['a: [', 'neither JSON nor YAML', 1, 5],
  ['- a', 'not a map of keys and values', 1, 1],
  ['Parameters: {}', 'there are no `Resources`', 1, 1],
  ['Resources: []', '`Resources` is not a map', 1, 1],
  ['Resources:\n  Web: text', 'the resource "Web" is not a map', 2, 3],
  ['Resources:\n  Web:\n    Properties: {}', 'the resource "Web" has no `Type`', 2, 3],
  ['kind: Experiment', 'this is a Firedrill Experiment', 1, 1],
  ['service: shop\nprovider: {}', 'a configuration of the Serverless Framework', 1, 1],
  ['{ "version": "1", "artifacts": {} }', 'a manifest of the CDK', 1, 1],
])('%j is no template: %s', ([text, message, line, column]) => {
  expect(problemsOf(text)).toEqual([
    expect.objectContaining({ file: 'shop.yml', line, column, message: expect.stringContaining(message) }),
  ]);
});

test('every resource that is none is told at once', () => {
  expect(problemsOf('Resources: { A: 1, B: {}, C: { Type: 3 } }')).toHaveLength(3);
});

test('a template that would take the machine down is refused', () => {
  const bomb = `a: &a [x,x]\n${[...'bcdefghijklmnopqrstuvw'].map((name, at) => `${name}: &${name} [${'abcdefghijklmnopqrstuvw'[at]}, ${'abcdefghijklmnopqrstuvw'[at]}]`.replaceAll(/\[(\w), (\w)\]/g, '[*$1, *$2]')).join('\n')}`;

  expect(problemsOf(bomb)).toHaveLength(1);
  expect(problemsOf(`Resources: ${'['.repeat(5_000)}`)).toHaveLength(1);
  expect(problemsOf(`{ "Resources": ${'['.repeat(5_000)}${']'.repeat(5_000)} }`)).toHaveLength(1);
});
