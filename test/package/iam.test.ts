import { expect, test } from 'vitest';
import { needs } from '../../functions/_lambda/needs.ts';
import { at } from '../../scripts/package/template.ts';
import { actionsOf, bundleOf } from './bundled-actions.ts';
import { commandActions } from './command-actions.ts';
import { logicalId, packagedFiles, packagedTemplate, packagedText } from './packaged.ts';
import { allowedTo, askedByLambda, keysAllowed } from './role-actions.ts';
import { keysWritten, unknownWriters } from './written-keys.ts';

const template = packagedTemplate();

// Not core's: fed by the table's stream or by the bus, called by CloudFormation, or fetching what guards read.
const others = [
  ...[
    'announce',
    'guard-removal',
    'mute-alarms',
    'publish-events',
    'refresh-calendars',
    'slack',
    'tell-people',
  ],
  'tell-slack',
];
const names = [...Object.keys(needs), ...others].sort();

const bundled = (name: string) => bundleOf(packagedFiles(name), packagedText(name));

test('every function is deployed, and nothing else', () => {
  const deployed = Object.entries(template.Resources)
    .filter(([, { Type }]) => Type === 'AWS::Lambda::Function')
    .map(([id]) => id);
  expect(deployed.sort()).toEqual(names.map(logicalId).sort());
});

test.each(names)('%s may do what its bundle can ask for, and no more', (name) => {
  const { commands } = bundled(name);
  // A bundle in which no command is found would compare nothing with nothing.
  expect(commands.length).toBeGreaterThan(0);
  const asked = [...new Set([...actionsOf(bundled(name)), ...askedByLambda(template, logicalId(name))])];
  expect(allowedTo(template, logicalId(name))).toEqual(asked.sort());
});

test.each(names)('%s writes the partitions of the table that its adapters write, and no other', (name) => {
  expect(unknownWriters(bundled(name))).toEqual([]);
  expect(keysAllowed(template, logicalId(name))).toEqual(keysWritten(bundled(name)));
});

test.each(names)('%s is called by the name that esbuild gave its entry', (name) => {
  expect(at(template.Resources[logicalId(name)], 'Properties', 'Handler')).toBe(
    `dist/functions/${name}/index.main`,
  );
  expect(packagedFiles(name).filter(({ entryPoint }) => entryPoint?.endsWith('/index.ts'))).toEqual([
    expect.objectContaining({ exports: ['main'] }),
  ]);
});

test('every command in the table is sent by somebody', () => {
  const sent = new Set(names.flatMap((name) => bundled(name).commands));
  expect(Object.keys(commandActions).filter((command) => !sent.has(command))).toEqual([]);
});

test('a command that nobody has thought about fails the comparison', () => {
  const bundle = { commands: ['ec2.TerminateInstances'], ownFiles: [], text: '' };
  expect(() => actionsOf(bundle)).toThrow('ec2.TerminateInstances');
});

test('a transaction asks for what its parts ask for, and is nothing without them', () => {
  const commands = ['dynamodb.TransactWriteItems'];
  const text = 'const a=()=>({Delete:{TableName:t,Key:k}})';
  expect(actionsOf({ commands, ownFiles: [], text })).toEqual(['dynamodb:DeleteItem']);
  expect(() => actionsOf({ commands, ownFiles: [], text: '' })).toThrow('none of its parts');
});

test('an operation that the SDK does not know is found in the text', () => {
  const ownFiles = ['adapters/fis/wire.ts'];
  const commands = ['fis.GetExperiment'];
  const text = 'var r={method:"GET",path:e=>`/safetyLevers/default`}';
  expect(actionsOf({ commands, ownFiles, text })).toEqual(['fis:GetSafetyLever']);
  expect(() => actionsOf({ commands, ownFiles, text: '' })).toThrow('wire.ts');
});
