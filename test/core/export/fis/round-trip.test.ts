import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue } from '../../../../core/catalogue/catalogue.ts';
import { parseDocument } from '../../../../core/documents/parse-document.ts';
import type { Experiment, Fault } from '../../../../core/experiment.ts';
import { exportFis } from '../../../../core/export/fis/export.ts';
import { importFis } from '../../../../core/import/fis/import.ts';
import { writeDocument } from '../../../../core/import/shared/write-document.ts';

const parsed = (text: string, file: string): Experiment => {
  const one = parseDocument(text, file);
  if (!one.ok || one.document.kind !== 'Experiment') throw new Error(JSON.stringify(one));
  return one.document;
};

const ids = catalogue.map(({ id }) => id);

/** Out and in again; undefined where FIS can do none of its faults. */
const there = (experiment: Experiment): Experiment | undefined => {
  const { template } = exportFis(experiment, {
    roleArn: 'arn:aws:iam::111122223333:role/fis',
    region: 'eu-west-1',
  });
  if (template === undefined) return undefined;
  const [one, ...others] = importFis(JSON.parse(JSON.stringify(template)), { allow: ids });
  if (one === undefined || others.length > 0 || !('document' in one)) throw new Error(JSON.stringify(one));
  return parsed(writeDocument(one.document, one.notes, 'a.yml').text, 'a.yml');
};

const MOST = 5;

const nameOf = (alarm: string) => alarm.replace(/^.*?:alarm:/, '');

const isFis = ({ action, targets }: Fault) =>
  ids.some((id) => id === action) && (targets.arns?.length ?? 0) <= MOST;

// What FIS has words for: everything but other probes than alarms, their names, and what is about starting and telling.
const inFis = ({ steadyState, faults, title, purpose, name, limits, recovery }: Experiment) => ({
  ...{ name, limits, recovery },
  ...(`${title}\n\n${purpose}`.length <= 512 && { title, purpose }),
  holdForMs: steadyState.holdForMs,
  alarms: steadyState.probes
    .flatMap((probe) => (probe.type === 'alarm' ? [nameOf(probe.alarm)] : []))
    .slice(0, MOST),
  faults: faults
    .filter(isFis)
    .map((fault) => (fault.action.startsWith('aws:ssm:start-') ? { ...fault, targets: undefined } : fault)),
});

const files = globSync('experiments/*/*.yml').filter((file) =>
  /^kind: Experiment$/m.test(readFileSync(file, 'utf8')),
);

test.each(files)('%s comes back from FIS as it went', (file) => {
  const experiment = parsed(readFileSync(file, 'utf8'), file);
  const back = there(experiment);
  if (back === undefined) expect(experiment.faults.filter(isFis)).toEqual([]);
  else {
    const alarms = inFis(experiment).alarms;
    expect(inFis(back)).toEqual({
      ...inFis(experiment),
      ...(alarms.length === 0 && { alarms: inFis(back).alarms }),
    });
  }
});

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const text = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 ,;'"#:!?-]{0,40}[a-z]$/);
const minutes = (most: number) => fc.integer({ min: 1, max: most }).map((n) => `PT${n}M`);
const arn = word.map((id) => `arn:aws:ec2:eu-west-1:111122223333:instance/i-${id}`);
const select = fc.oneof(
  fc.constant('ALL'),
  fc.constant('COUNT(1)'),
  fc.integer({ min: 1, max: 100 }).map((n) => `PERCENT(${n})`),
);
const chosen = fc.oneof(
  fc.record({ tags: fc.dictionary(word, text, { minKeys: 1, maxKeys: 4 }) }),
  fc.record({ arns: fc.uniqueArray(arn, { minLength: 1, maxLength: MOST }) }),
  fc.record({ autoScalingGroup: word }),
  fc.record({ stack: word }),
  fc.record({ parameters: fc.dictionary(word, word, { minKeys: 1, maxKeys: 3 }) }),
);
const fault = fc.record(
  {
    name: word,
    chosen,
    select,
    filters: fc.array(
      fc.record({ path: text, values: fc.uniqueArray(text, { minLength: 1, maxLength: 3 }) }),
      { maxLength: 2 },
    ),
    lasts: minutes(60),
    startAfter: minutes(60),
  },
  { requiredKeys: ['name', 'chosen', 'select', 'lasts'] },
);
const document = fc.record({
  name: word,
  title: text,
  purpose: text,
  owner: word,
  alarms: fc.uniqueArray(word, { minLength: 1, maxLength: MOST }),
  faults: fc.uniqueArray(fault, { minLength: 1, maxLength: 4, selector: ({ name }) => name }),
  within: minutes(60),
  holdFor: minutes(60),
  maxTargets: fc.integer({ min: 20, max: 500 }),
  maxPercent: fc.integer({ min: 1, max: 100 }),
  consent: fc.option(fc.record({ key: word.map((key) => `ask-${key}`), value: word }), { nil: undefined }),
});

test('any experiment that FIS has words for comes back as it went', () => {
  fc.assert(
    fc.property(
      document,
      ({ name, title, purpose, owner, alarms, faults, within, holdFor, maxTargets, maxPercent, consent }) => {
        const experiment = parsed(
          JSON.stringify({
            ...{ kind: 'Experiment', name, title, purpose, owner },
            steadyState: { holdFor, probes: alarms.map((alarm) => ({ name: alarm, type: 'alarm', alarm })) },
            faults: faults.map(({ chosen: by, select: how, filters, lasts, startAfter, ...rest }) => ({
              ...rest,
              action: 'aws:ec2:stop-instances',
              targets: { resourceType: 'aws:ec2:instance', ...by, select: how, ...(filters && { filters }) },
              parameters: { startInstancesAfterDuration: lasts },
              ...(startAfter && { startAfter }),
            })),
            recovery: { within },
            limits: { maxDuration: 'PT3H', maxTargets, maxPercent, ...(consent && { consentTag: consent }) },
          }),
          'a.yml',
        );
        const back = there(experiment);
        expect(back && inFis(back)).toEqual(inFis(experiment));
        expect(back?.owner).toBe(owner);
      },
    ),
    { numRuns: 200 },
  );
});
