import { WrongAsAsked } from '../../core/errors.ts';
import type { Leases } from '../../core/ports.ts';
import { attributeOf, attributesOf, documentOf } from './attributes.ts';
import { type Condition, equals } from './condition.ts';
import { leaseKey } from './item-keys.ts';
import { allUnder } from './querying.ts';
import { remove } from './remove.ts';
import type { Table } from './table.ts';
import { allOrNone, putting } from './transact.ts';

type Lease = { readonly key: string; readonly holder: string };

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
const maxAtOnce = 100;

/** Takes leases, in one transaction: so at most a hundred at once. */
export const leaseTaking = (table: Table): Pick<Leases, 'acquire'> => ({
  acquire: async (holder, keys) => {
    const wanted = [...new Set(keys)];
    if (wanted.length === 0) return { ok: true };
    if (wanted.length > maxAtOnce)
      throw new WrongAsAsked(
        `${holder} needs ${wanted.length} leases (its targets, what contains them, its alarms), and at most ${maxAtOnce} are taken at once: choose fewer targets`,
      );
    const parts = wanted.map((key) =>
      putting(leaseKey(key), attributesOf({ key, holder }), isFreeFor(holder)),
    );
    const [unmet] = await allOrNone(table, `take the leases of ${holder}`, parts);
    if (unmet === undefined) return { ok: true };
    const heldBy = unmet.item ? documentOf<Lease>(unmet.item).holder : 'another';
    return { ok: false, key: wanted[unmet.part] ?? '', heldBy };
  },
});

/** Gives leases back, each only while it is still the holder's own. */
export const leaseRelease = (table: Table): Pick<Leases, 'release'> => ({
  release: async (holder) => {
    const own = (await allLeases(table)).filter((lease) => lease.holder === holder);
    const intent = `release the leases of ${holder}`;
    await Promise.all(own.map(({ key }) => remove(table, intent, leaseKey(key), equals('holder', holder))));
  },
});

/** All leases. */
export const leaseList = (table: Table): Pick<Leases, 'list'> => ({ list: () => allLeases(table) });

const allLeases = async (table: Table): Promise<readonly Lease[]> =>
  (await allUnder(table, 'list the leases', { pk: leaseKey('').pk })).map((item) => documentOf<Lease>(item));

const isFreeFor = (holder: string): Condition => ({
  expression: 'attribute_not_exists(#PK) OR #holder = :holder',
  values: { holder: attributeOf(holder) },
});
