import { describe, expect, test } from 'vitest';
import { translate } from '../../../../core/import/fis/pointer.ts';
import { notesOf } from '../../../../core/import/shared/imported.ts';
import { readSources } from '../../../../core/import/shared/read-source.ts';
import { writeDocument } from '../../../../core/import/shared/write-document.ts';
import { imported, refusals, template } from './a-template.ts';

describe('bounds that an export of ours kept in tags', () => {
  const kept = {
    'firedrill:hold-for': 'PT2M',
    'firedrill:recover-within': 'PT4M',
    'firedrill:max-duration': 'PT20M',
    'firedrill:max-targets': '7',
    'firedrill:max-percent': '12.5',
    'firedrill:consent-key': 'chaos',
    'firedrill:consent-value': 'yes',
  };
  const boundsOf = (tags: object) => {
    const { steadyState, recovery, limits } = Object(imported({ ...template, tags }).document);
    return { holdFor: steadyState.holdFor, within: recovery.within, limits };
  };

  test('are as they were', () => {
    expect(boundsOf(kept)).toEqual({
      holdFor: 'PT2M',
      within: 'PT4M',
      limits: {
        ...{ maxDuration: 'PT20M', maxTargets: 7, maxPercent: 12.5 },
        consentTag: { key: 'chaos', value: 'yes' },
      },
    });
  });

  test.each([
    ['firedrill:max-duration', 'PT1M'],
    ['firedrill:max-duration', 'P2D'],
    ['firedrill:max-targets', '0'],
    ['firedrill:max-targets', 'many'],
    ['firedrill:max-percent', '130'],
  ])('%s: %s cannot be kept, so the limits are derived', (tag, value) => {
    expect(boundsOf({ ...kept, [tag]: value }).limits).toMatchObject({ maxDuration: 'PT10M', maxTargets: 1 });
  });

  test('a time that is none is derived', () => {
    expect(boundsOf({ 'firedrill:hold-for': 'soon', 'firedrill:recover-within': 'PT0S' })).toMatchObject({
      holdFor: 'PT1M',
      within: 'PT5M',
    });
  });

  test('one word of the consent tag is enough', () => {
    const { 'firedrill:consent-key': _, ...rest } = kept;
    expect(boundsOf(rest).limits.consentTag).toEqual({ value: 'yes' });
  });
});

test('limits are what the faults need at least', () => {
  const arns = [1, 2, 3].map((n) => `arn:aws:ec2:eu-west-1:111122223333:instance/i-${n}`);
  const limitsOf = (selectionMode: string) => {
    const Web = { resourceType: 'aws:ec2:instance', resourceArns: arns, selectionMode };
    return Object(imported({ ...template, targets: { Web } }).document).limits;
  };
  expect(limitsOf('ALL')).toMatchObject({ maxTargets: 3, maxPercent: 100 });
  expect(limitsOf('COUNT(2)')).toMatchObject({ maxTargets: 2, maxPercent: 67 });
  expect(limitsOf('PERCENT(40)')).toMatchObject({ maxTargets: 1, maxPercent: 40 });
});

test('what has another form than FIS gives it is refused by name', () => {
  const odd = {
    ...template,
    experimentOptions: { accountTargeting: [], emptyTargetResolutionMode: {} },
    tags: ['x', { key: 'Name', value: 'n' }],
    stopConditions: [[], 'x'],
  };
  const { about, document } = imported(odd);
  expect(about('/tags/0')).toMatchObject([
    { what: 'refused', message: 'this should be a pair of key and value, and is not' },
  ]);
  expect(about('/stopConditions/1')).toMatchObject([{ what: 'refused' }]);
  expect(document).toMatchObject({ name: 'n' });
  expect(refusals({ ...template, actions: { a: 'stop' } })).toContainEqual(
    expect.objectContaining({ from: '/actions/a' }),
  );
});

test('a whole file, from its text to what is written', () => {
  const text = `// The web tier
{
  "description": "Half of it stops", # half
  "targets": { "Web": { "resourceType": "aws:ec2:instance", "resourceTags": {"tier": {{ tier }} }, "selectionMode": "COUNT(1)", }, },
  "actions": { "Stop": { "actionId": "aws:ec2:stop-instances", "targets": { "Instances": "Web" } } },
  "stopConditions": \${alarms}
}`;
  const [source] = readSources(text, 'web.json').sources;
  const { document, notes } = imported(source?.value);
  const written = writeDocument(document, notes, 'web.yml');
  expect(written.problems).toEqual([]);
  expect(written.text).toContain('tier: FILL-IN-tier');
  expect(written.text).toContain('alarm: "FILL-IN: an alarm that fires when users suffer"');
});

test('a pointer below one that is known is below its origin', () => {
  const origins = new Map([
    ['', '/x'],
    ['/actions/a', '/x/action/0'],
  ]);
  expect(translate('/actions/a/startAfter/1', origins)).toBe('/x/action/0/startAfter/1');
  expect(translate('/tags', origins)).toBe('/x/tags');
  expect(translate('/tags', new Map())).toBe('/tags');
});

test('the notes of an import are those of its document or of its refusal', () => {
  const note = { what: 'refused' as const, message: 'no' };
  expect(notesOf({ refused: [note] })).toEqual(notesOf({ document: {}, notes: [note] }));
});
