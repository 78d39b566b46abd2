import type { Definition, Definitions } from '../../core/fronts.ts';
import { attributesOf, documentOf, fitting } from './attributes.ts';
import { equals, isNew } from './condition.ts';
import { definitionKey } from './item-keys.ts';
import { put } from './put.ts';
import { allUnder } from './querying.ts';
import { itemAt } from './reading.ts';
import { removed } from './remove.ts';
import type { Table } from './table.ts';

/** Deployed documents. */
export const definitions = (table: Table): Definitions => ({
  ...definitionReader(table),
  ...definitionWriter(table),
});

/** What is deployed. */
export const definitionReader = (table: Table): Pick<Definitions, 'get' | 'list'> => ({
  get: async ({ kind, name }) => {
    const item = await itemAt(table, `read what is deployed as ${name}`, definitionKey(kind, name));
    return item && documentOf<Definition>(item);
  },
  list: async (kind) => {
    const items = await allUnder(table, 'list what is deployed', { pk: definitionKey(kind, '').pk });
    return items.map((item) => documentOf<Definition>(item));
  },
});

/** Deploys, and takes back. */
export const definitionWriter = (table: Table): Pick<Definitions, 'put' | 'remove'> => ({
  put: async (definition, inForce) => {
    const { kind, document } = definition;
    const item = fitting(`${kind} ${document.name}`, attributesOf(definition));
    const condition = inForce === undefined ? isNew : equals('version', inForce);
    const key = definitionKey(kind, document.name);
    return (await put(table, `deploy ${document.name}`, { key, item, condition })).ok;
  },
  remove: ({ kind, name }, inForce) =>
    removed(
      table,
      `take back what is deployed as ${name}`,
      definitionKey(kind, name),
      equals('version', inForce),
    ),
});
