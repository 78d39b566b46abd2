import { versionOf } from '../../core/chain.ts';
import type { Experiment } from '../../core/experiment.ts';
import type { Experiments } from '../../core/ports.ts';
import { attributesOf, documentOf, fitting } from './attributes.ts';
import { isNew } from './condition.ts';
import { experimentKey } from './item-keys.ts';
import { put } from './put.ts';
import { itemAt } from './reading.ts';
import type { Table } from './table.ts';

type Stored = { readonly document: Experiment };

/** Experiment documents, by name and version. */
export const experimentReader = (table: Table): Pick<Experiments, 'get'> => ({
  get: async ({ name, version }) => {
    const item = await itemAt(table, `read experiment ${name}`, experimentKey(name, version));
    return item && { name, version, document: documentOf<Stored>(item).document };
  },
});

/** New versions of experiments; the same content is the same version. */
export const experimentWriter = (table: Table): Pick<Experiments, 'put'> => ({
  put: async (document) => {
    const ref = { name: document.name, version: versionOf(document) };
    const item = fitting(`Experiment ${ref.name}`, attributesOf({ document }));
    const key = experimentKey(ref.name, ref.version);
    await put(table, `keep experiment ${ref.name}`, { key, item, condition: isNew });
    return ref;
  },
});
