import { describe, expect, test } from 'vitest';
import { actionIds, actionOf, factsOf } from '../../../adapters/fis/actions.ts';
import { finderOf } from '../../../adapters/fis/find/by-type.ts';
import { whyRefused } from '../../../adapters/fis/refused.ts';
import { catalogue, catalogued, targetType } from '../../../core/catalogue/catalogue.ts';

// A fault by a document has to name one.
const documentArn = 'arn:aws:ssm:eu-west-1::document/AWSFIS-Run-CPU-Stress';

test.for(catalogue.map(({ id }) => id))('%s is made, or there is a reason why not', (id) => {
  const isMade = factsOf(id, { documentArn }) !== undefined;

  expect(isMade).toBe(actionIds.includes(id));
  if (!isMade) expect(whyRefused(id)).toEqual(expect.any(String));
});

describe.for(actionIds)('%s', (id) => {
  const facts = factsOf(id, { documentArn });
  const known = catalogued(id);

  test('is what the catalogue says it is', () => {
    expect(facts).toMatchObject({
      revertClass: known?.revertClass,
      iamEnforced: known?.iamEnforced,
      // A runbook has no target in FIS; ours are of any type.
      resourceType: known?.targets[0]?.resourceType ?? '*',
    });
    expect(actionOf(id)?.targetKey).toBe(known?.targets[0]?.key ?? 'none');
  });

  test('is documented to last for a time, or to be undone, or cannot be undone', () => {
    const lasts = known?.parameters.some(
      ({ name, required }) => (name === 'duration' || name === 'maxDuration') && required === true,
    );

    expect(lasts || facts?.revertClass === 'irreversible' || facts?.revertClass === 'if-asked').toBe(true);
  });
});

const withTargets = actionIds.filter((id) => !actionOf(id)?.targetless);

test.for(withTargets)('targets of %s are found by what FIS knows of their type', async (id) => {
  const resourceType = factsOf(id, { documentArn })?.resourceType ?? '';
  const { heeded = [], narrowing = {}, required = [] } = await finderOf(resourceType);
  const taken = [...heeded, ...Object.keys(narrowing)];
  const parameters = targetType(resourceType)?.parameters ?? [];

  expect(parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(taken));
  const needed = parameters.flatMap((one) => (one.required === true ? [one.name] : []));
  expect([...required].sort()).toEqual(needed.sort());
  // A version of a function has no before- and after-image of its own, and a plan could not name it.
  expect(parameters.map(({ name }) => name).filter((name) => !taken.includes(name))).toEqual(
    resourceType === 'aws:lambda:function' ? ['functionQualifier'] : [],
  );
});

test('what no catalogue knows is neither made nor explained', () => {
  expect(factsOf('toString')).toBeUndefined();
  expect(whyRefused('toString')).toBeUndefined();
});

test('a command without a document is no fault that could be known', () => {
  expect(factsOf('aws:ssm:send-command')).toBeUndefined();
  expect(whyRefused('aws:ssm:send-command')).toContain('documentArn');
});
