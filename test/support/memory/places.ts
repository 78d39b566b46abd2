import type { Demand, Places } from '../../../core/ports.ts';

/** Far ends with as many places as they are given; without limits until they are. */
export const memoryPlaces = () => {
  const demands: Demand[] = [];
  const exceeded: string[] = [];
  return {
    demanded: demands,
    tooMuch: exceeded,
    exceeded: async () => exceeded,
    demands: async () => demands,
  } satisfies Places & { readonly demanded: Demand[]; readonly tooMuch: string[] };
};
