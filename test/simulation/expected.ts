import type { Layer } from './layers.ts';
import type { Finding } from './tally.ts';

/** What is bound to go wrong without a layer: the promises that it is, and the faults that nothing else is there for. */
type Expected = {
  readonly is: readonly string[];
  readonly aloneAgainst: Readonly<Record<string, string>>;
};

/** By layer; whatever else is found with a layer off is a defect of the others. */
export const expectedWithout: Readonly<Record<Layer, Expected>> = {
  fence: { is: ['S5'], aloneAgainst: {} },
  verification: { is: ['S12', 'S7'], aloneAgainst: {} },
  'stable-tokens': { is: ['S5'], aloneAgainst: {} },
  'dead-man': { is: [], aloneAgainst: {} },
  reconciler: { is: [], aloneAgainst: {} },
  quarantine: { is: [], aloneAgainst: {} },
  'status-rule': { is: [], aloneAgainst: {} },
};

/** Why a finding without a layer was to be expected; undefined when it was not. */
export const whyExpected = (layer: Layer, { invariant, classes }: Finding): string | undefined => {
  const { is, aloneAgainst } = expectedWithout[layer];
  if (is.includes(invariant)) return 'the layer is this promise';
  return classes.flatMap((one) => aloneAgainst[one] ?? [])[0];
};
