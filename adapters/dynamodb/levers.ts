import type { EngagedLever, Levers } from '../../core/ports.ts';
import { attributesOf, documentOf } from './attributes.ts';
import { leverKey } from './item-keys.ts';
import { put } from './put.ts';
import { itemAt } from './reading.ts';
import { remove } from './remove.ts';
import type { Table } from './table.ts';

/** Which levers are engaged. Throws where one cannot be read. */
export const leverReader = (table: Table): Pick<Levers, 'engaged'> => ({
  engaged: async (scopes) => {
    const read = (scope: string) => itemAt(table, `read lever ${scope}`, leverKey(scope));
    const items = await Promise.all(scopes.map(read));
    return items.filter((item) => item !== undefined).map((item) => documentOf<EngagedLever>(item));
  },
});

/** Pulls levers and releases them. */
export const leverWriter = (table: Table): Pick<Levers, 'engage' | 'release'> => ({
  engage: async (lever) => {
    const asked = { key: leverKey(lever.scope), item: attributesOf(lever), condition: always };
    await put(table, `engage lever ${lever.scope}`, asked);
  },
  release: (scope) => remove(table, `release lever ${scope}`, leverKey(scope)),
});

// Whoever pulls last is named: nothing that stands there may keep anybody from stopping.
const always = { expression: 'attribute_not_exists(#PK) OR attribute_exists(#PK)' };
