import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { versionOf } from '../../../core/chain.ts';
import { writeDocument } from '../../../core/import/shared/write-document.ts';
import { lint } from '../../../core/lint/lint.ts';
import { makePlan } from '../../../core/plan.ts';
import { notesFor } from '../../../core/suggest/header.ts';
import { suggest } from '../../../core/suggest/suggest.ts';
import { experimentOf, needed, templateOf, theOne } from './support/template.ts';
import { workshopDrivers } from './support/workshop-drivers.ts';

// The four failures of the workshop of re:Invent 2021, and two that lie beside them.
const text = readFileSync(new URL('../../fixtures/workshop/shop.yml', import.meta.url), 'utf8');
const wishes = { zone: 'eu-central-1a' };
const found = suggest(templateOf(text), wishes);

test('the four failures of the workshop are proposed', () => {
  expect(found.suggestions.map(({ experiment }) => experiment.name)).toEqual([
    'web-group-one-instance-lost',
    'web-group-half-lost',
    'database-failover',
    'web-group-zone-lost',
    'web-group-zone-and-primary-lost',
    'web-group-s3-out-of-reach',
  ]);
  expect(found.notes).toEqual([]);
});

const table = found.suggestions.map((suggestion) => [suggestion.experiment.name, suggestion] as const);

test.for(table)(
  '%s is written as a valid document, and the linter has nothing against it',
  ([, suggestion]) => {
    const { problems, text: written } = writeDocument(suggestion.experiment, notesFor(suggestion), 'x.yml');

    expect(problems).toEqual([]);
    expect(written).toContain(suggestion.prediction.reason.slice(0, 20));
    expect(lint(experimentOf(suggestion))).toEqual([]);
  },
);

test.for(table)('%s plans against the stack as it is deployed', async ([, suggestion]) => {
  const experiment = experimentOf(suggestion);
  const ref = { name: experiment.name, version: versionOf(experiment) };

  const planned = await makePlan(workshopDrivers(), ref, experiment, 'seed');

  expect(planned).toMatchObject({ ok: true });
});

test.for(table)(
  '%s stands in the way of nobody: every need is one that it can be run without',
  ([, suggestion]) => {
    expect(suggestion.needs.filter(({ severity }) => severity === 'must')).toEqual([]);
  },
);

test('the alarm that the template has is the probe', () => {
  for (const { experiment } of found.suggestions)
    expect(experiment).toMatchObject({
      steadyState: { probes: [{ name: 'failed-requests', type: 'alarm', alarm: 'shop-failed-requests' }] },
    });
});

test('each says what it answers of the reliability pillar', () => {
  const { wellArchitected } = theOne(found, 'one-instance-lost');

  expect(wellArchitected).toContainEqual({
    id: 'REL 11',
    question: 'How do you design your workload to withstand component failures?',
  });
  for (const { wellArchitected: answered } of found.suggestions)
    expect(answered.at(-1)).toEqual({ id: 'REL 12', question: 'How do you test reliability?' });
});

test('with Multi-AZ off the failover becomes a restart that will fail, and the reason is said', () => {
  const off = suggest(templateOf(text, { parameters: { DatabaseIsMultiAz: 'false' } }), wishes);
  const restart = theOne(off, 'restarted');

  expect(restart.prediction).toMatchObject({
    outcome: 'will fail',
    reason: expect.stringContaining('Multi-AZ is off'),
  });
  expect(needed(restart)).toContain(
    'should: Multi-AZ is off on Database: this will fail, as there is no standby',
  );
  expect(experimentOf(restart).faults[0]?.parameters).toEqual({ forceFailover: 'false' });
  expect(theOne(off, 'zone-lost').prediction).toMatchObject({
    outcome: 'will fail',
    reason: expect.stringContaining('the database Database is in one zone'),
  });
  expect(off.suggestions.map(({ event }) => event)).not.toContain('zone-and-primary-lost');
});

test('with a single instance its loss will fail, and half of it is not proposed', () => {
  const single = suggest(templateOf(text, { parameters: { Instances: '1' } }), wishes);

  expect(theOne(single, 'one-instance-lost').prediction.reason).toMatch(/^WebGroup has one instance/);
  expect(needed(theOne(single, 'one-instance-lost'))).toContain(
    'should: WebGroup has a single instance: there is none to take over',
  );
  expect(single.suggestions.map(({ event }) => event)).not.toContain('half-lost');
  expect(theOne(single, 'zone-lost').prediction.reason).toMatch(/^WebGroup runs once/);
});

test('a zone that nobody names is a guess, and that is said', () => {
  const guessed = theOne(suggest(templateOf(text)), 'zone-lost');

  expect(needed(guessed)).toContain(
    'must: the template does not name its zones, so the one to lose is a guess',
  );
  expect(guessed.comments['/faults/0/targets']).toBe('The zone to lose: put in one of yours.');
});

test('an address that users see becomes the fast probe', () => {
  const { experiment } = theOne(
    suggest(templateOf(text), { ...wishes, url: 'https://shop.example.com/', owner: 'team-shop' }),
    'one-instance-lost',
  );

  expect(experiment).toMatchObject({
    owner: 'team-shop',
    steadyState: {
      holdFor: 'PT1M',
      probes: [
        { type: 'http', url: 'https://shop.example.com/', tolerance: { breaches: 10, of: 15 } },
        { type: 'alarm' },
      ],
    },
  });
});
