import { expect, test } from 'vitest';
import { formatNote, locateNotes } from '../../../../core/import/shared/locate-notes.ts';
import { readSources } from '../../../../core/import/shared/read-source.ts';
import { writeDocument } from '../../../../core/import/shared/write-document.ts';

const document = {
  ...{ kind: 'Experiment', name: 'a', title: 't', owner: 'o', purpose: 'p' },
  steadyState: { holdFor: 'PT1M', probes: [{ name: 'x', type: 'alarm', alarm: 'y' }] },
  faults: [
    {
      name: 'stop',
      action: 'aws:ec2:stop-instances',
      targets: { resourceType: 'aws:ec2:instance', tags: { 'a/b': 'true' }, select: 'ALL' },
    },
  ],
  ...{ recovery: { within: 'PT1M' }, limits: { maxDuration: 'PT1M', maxTargets: 1, maxPercent: 50 } },
};

test('what is to be done stands above the place it is about', () => {
  const { text, problems } = writeDocument(
    document,
    [
      { what: 'derived', to: '/owner', message: 'nobody is named', fix: 'write one' },
      { what: 'changed', to: '/faults/0', message: 'kept', comment: 'Stops one.' },
      { what: 'changed', to: '/faults/0', message: 'and', fix: 'look' },
      { what: 'changed', to: '/faults/0/targets/tags/a~1b', message: 'a tag', fix: 'fill it in' },
      { what: 'carried', to: '/name', message: 'nothing to do' },
      { what: 'derived', to: '/guards', message: 'no such place', fix: 'nowhere to write it' },
      { what: 'changed', to: '', message: 'all of it', fix: 'read it' },
    ],
    'a.yml',
  );
  expect(problems).toEqual([]);
  expect(text).toContain('# nobody is named; write one\nowner: o');
  expect(text).toContain('  # Stops one.\n  # and; look\n  - name: stop');
  expect(text).toContain('        # a tag; fill it in\n        a/b: "true"');
  expect(text).toMatch(/^# all of it; read it\n/);
  expect(text).not.toContain('nothing to do');
});

test('a long comment is wrapped', () => {
  const { text } = writeDocument(
    document,
    [{ what: 'derived', to: '/owner', message: 'word '.repeat(60), fix: 'read' }],
    'a.yml',
  );
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(100);
});

test('what our own reader would refuse is told', () => {
  expect(writeDocument({ ...document, owner: 7 }, [], 'a.yml').problems).toMatchObject([
    { pointer: '/owner' },
  ]);
});

test('notes stand in the order of their source, and what is about nothing in it at the end', () => {
  const [source] = readSources('{"a": 1,\n"b": 2}', 'file.json').sources;
  if (source === undefined) throw new Error('it can be read');
  const notes = locateNotes(
    [
      { what: 'derived', to: '/owner', message: 'no owner', fix: 'write one' },
      { what: 'refused', from: '/b', message: 'no place' },
      { what: 'carried', from: '/a', to: '/name', message: 'the name' },
    ],
    source,
  );
  expect(notes.map(formatNote)).toEqual([
    'file.json:1:7: carried [/name]: the name',
    'file.json:2:6: refused: no place',
    'file.json: derived [/owner]: no owner; write one',
  ]);
});
