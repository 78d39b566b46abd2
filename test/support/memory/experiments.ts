import { versionOf } from '../../../core/chain.ts';
import type { Experiment } from '../../../core/experiment.ts';
import type { Experiments } from '../../../core/ports.ts';

/** Documents that last as long as the test. */
export const memoryExperiments = (): Experiments => {
  const documents = new Map<string, Experiment>();
  return {
    put: async (document) => {
      const ref = { name: document.name, version: versionOf(document) };
      documents.set(`${ref.name}@${ref.version}`, structuredClone(document));
      return ref;
    },
    get: async ({ name, version }) => {
      const document = documents.get(`${name}@${version}`);
      return document && { name, version, document: structuredClone(document) };
    },
  };
};
