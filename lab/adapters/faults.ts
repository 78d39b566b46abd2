import { NotFound } from '../../core/errors.ts';
import type { Fault } from '../../core/experiment.ts';
import type { FaultDriver } from '../../core/ports.ts';
import type { PlannedFault, ResolvedTarget } from '../../core/run.ts';
import type { LabClient } from '../client.ts';
import type { LabAction, LabResource } from './action.ts';
import { actionOf, everyAction } from './actions.ts';
import { calling } from './far-end.ts';

/** FIS's actions, and our own, on the lab's real processes. */
export const labFaults = (lab: LabClient): FaultDriver => {
  const on = ({ action, parameters }: Pick<Fault, 'action' | 'parameters'>): LabAction => {
    const found = actionOf(action, parameters);
    if (found === undefined) throw new NotFound(`The lab does not make ${action}`);
    return found;
  };
  return {
    name: 'fis',
    // The undo revokes the fault's token first, and the keeper, one process, does at once what it does: once an undo is
    // accepted nothing of the fault can land any more.
    lateEffectMs: 0,
    facts: (action, parameters) => actionOf(action, parameters)?.facts,
    resolve: (fault) => calling('describe the targets', () => resolve(lab, on(fault), fault)),
    snapshot: (fault) => calling('take before-images', () => snapshot(lab, on(fault), fault)),
    inject: async (record) => {
      await calling(`inject ${record.name}`, () => on(record).inject(lab, record));
    },
    evidence: (record) => calling(`look for ${record.name}`, () => on(record).evidence(lab, record)),
    fence: async (runId) => {
      await calling('revoke tokens', () => lab.revokeToken({ prefix: `${runId}/` }));
    },
    undo: (record) =>
      calling(`undo ${record.name}`, async () => {
        await lab.revokeToken({ prefix: record.token });
        return on(record).undo(lab, record);
      }),
    verify: (record) => calling(`verify ${record.name}`, () => on(record).verify(lab, record)),
    residue: (runId) =>
      calling(`look for what ${runId} left`, async () => {
        const found = await Promise.all(
          everyAction.map(async (action) => action.residue?.(lab, runId) ?? []),
        );
        return found.flat();
      }),
  };
};

const resolve = async (
  lab: LabClient,
  { resources }: LabAction,
  { targets: { tags = {}, arns, filters } }: Fault,
): Promise<readonly ResolvedTarget[]> =>
  (await resources(lab))
    .filter(({ target }) => Object.entries(tags).every(([key, value]) => target.tags[key] === value))
    .filter(({ target }) => arns?.includes(target.arn) ?? true)
    .filter((resource) => filters.every(({ path, values }) => values.includes(attribute(resource, path))))
    .map(({ target }) => target);

const attribute = ({ attributes }: LabResource, path: string): string => {
  const value = attributes[path];
  if (value !== undefined) return value;
  const known = Object.keys(attributes).join(' and ');
  throw new NotFound(`the lab cannot filter by ${path}; it knows ${known}`);
};

const snapshot = async (lab: LabClient, action: LabAction, fault: PlannedFault) => {
  const resources = await action.resources(lab);
  const found = fault.targets.map(({ arn, label }) => {
    const resource = resources.find(({ target }) => target.arn === arn);
    if (resource === undefined) throw new NotFound(`There is no ${label} any more`);
    return { arn, image: resource.image };
  });
  return {
    before: Object.fromEntries(found.map(({ arn, image }) => [arn, action.before(image)])),
    after: Object.fromEntries(found.map(({ arn, image }) => [arn, action.after(image, fault)])),
  };
};
