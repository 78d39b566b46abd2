import type { Ports } from '../../core/ports.ts';

const loaded = () => import('./later/acknowledgements.ts');

/** Who has acknowledged a page; loaded where an experiment expects somebody to. */
export const acknowledgements: Ports['acknowledgements'] = {
  first: async (source, sinceMs) => (await loaded()).acknowledgements.first(source, sinceMs),
};
