import { NotFound, ServiceUnavailable } from '../../../core/errors.ts';
import type { Fault } from '../../../core/experiment.ts';
import type { FaultDriver } from '../../../core/ports.ts';
import type { Image, PlannedFault } from '../../../core/run.ts';
import { calling } from '../../aws/calling.ts';
import { plainly } from '../../fis/find/plainly.ts';
import { type Resource, valuesAt } from '../../fis/looks/look.ts';
import { evidenceOf, verificationOf } from './answers.ts';
import { type Attribute, checkParameters, type Head, headOf, type Read } from './attribute.ts';
import { lookAtEach } from './look-at-each.ts';

/** The part of a driver that only reads. */
export type LookingDriver = Head &
  Pick<FaultDriver, 'resolve' | 'snapshot' | 'evidence' | 'verify' | 'residue'>;

/** How the part that looks finds its targets, and reads them. */
export type Sight = {
  /** Everything that ARNs or tags mean, to the end of every list. */
  list(fault: Fault): Promise<readonly Resource[]>;
  readonly read: Read;
};

/** The part of a driver that only reads. */
export const looking = (attribute: Attribute, { list, read }: Sight): LookingDriver => ({
  ...headOf(attribute),
  resolve: (fault) =>
    calling(`find the targets of ${fault.name}`, async () => {
      checkParameters(attribute, fault.parameters);
      return candidates(fault, await list(plainly(fault)));
    }),
  snapshot: (fault) =>
    calling(`take the before-images of ${fault.name}`, () => snapshot(attribute, read, fault)),
  evidence: (record) =>
    calling(`look for ${record.name}`, async () => evidenceOf(await lookAtEach(attribute, read, record))),
  verify: (record) =>
    calling(`verify ${record.name}`, async () => verificationOf(await lookAtEach(attribute, read, record))),
  // The values of its targets are all that such a fault touches, and `verify` reads each of them. They carry no tag of
  // the run: a tag would be one more thing to inject, to undo and to lose, and roles that may tag could give consent.
  residue: async () => [],
});

const candidates = ({ targets: { filters } }: Fault, found: readonly Resource[]) =>
  found
    .filter(({ ended = false }) => !ended)
    .filter(({ described }) =>
      filters.every(({ path, values }) => valuesAt(described, path).some((value) => values.includes(value))),
    )
    .map(({ target }) => target)
    .sort((a, b) => (a.arn < b.arn ? -1 : 1));

const snapshot = async (attribute: Attribute, read: Read, fault: PlannedFault) => {
  const faulty = attribute.faulty(fault.parameters);
  const looks = await read(fault.targets, fault);
  const before: Record<string, Image> = {};
  const after: Record<string, Image> = {};
  for (const { arn, label } of fault.targets) {
    const look = looks.get(arn);
    if (look === undefined) throw new NotFound(`There is no ${label} any more`);
    if (look.settling !== undefined) throw new ServiceUnavailable(`${label} ${look.settling}`);
    before[arn] = look.image;
    after[arn] = faulty(look.image);
  }
  return { before, after };
};
