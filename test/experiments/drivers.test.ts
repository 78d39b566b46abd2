import { expect, test } from 'vitest';
import { actionOf } from '../../adapters/fis/actions.ts';
import { finderOf } from '../../adapters/fis/find/by-type.ts';
import { checkParameters } from '../../adapters/fis/find/narrowing.ts';
import type { Fault } from '../../core/experiment.ts';
import { factsOf } from '../fixtures/account/drivers.ts';
import { onAws } from './library.ts';

const faults = onAws.flatMap(({ file, document }) =>
  document.faults.map((fault) => [`${file}, ${fault.name}`, fault] as const),
);

/** Why the drivers that are shipped would not take a fault, whatever there is in an account. */
const objection = async ({ action, parameters, targets }: Fault): Promise<string | undefined> => {
  const known = actionOf(action);
  const ofFis = known?.factsWith ? known.factsWith(parameters) : known?.facts;
  const facts = action.startsWith('aws:') ? ofFis : factsOf(action);
  if (!facts) return 'no driver makes it';
  if (facts.resourceType !== targets.resourceType) return `it acts on ${facts.resourceType}`;
  if (!action.startsWith('aws:')) return undefined;
  const finder = await finderOf(targets.resourceType);
  checkParameters(targets.resourceType, finder, targets.parameters ?? {});
  return finder.undescribed && targets.filters.length > 0 ? 'nothing is known to filter by' : undefined;
};

test.for(faults)('%s is one that the shipped drivers can find and make', async ([, fault]) => {
  expect(await objection(fault)).toBeUndefined();
});
