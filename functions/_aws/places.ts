import type { Places } from '../../core/ports.ts';

/** The places at FIS; its client is loaded where a plan has a fault of FIS. */
export const places: Pick<Places, 'demands'> = {
  demands: async (planned) =>
    planned.some(({ driver }) => driver === 'fis')
      ? (await import('./later/places.ts')).places.demands(planned)
      : [],
};
