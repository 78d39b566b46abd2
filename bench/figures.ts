/** One figure: a value with its unit, and the goal it is held against. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** At most this, in the same unit. */
  readonly goal?: number;
  /** How it was measured, in one sentence. */
  readonly method: string;
  /** Where its time or memory goes, and what reaching the goal would cost; told where the goal is missed. */
  readonly inTheWay?: string;
};

/** The value below which a share of the samples lies. */
export const percentile = (samples: readonly number[], share: number): number => {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
};

/** Rounded to what the measurement is good for. */
export const rounded = (value: number): number => Number(value.toPrecision(3));

/** Whether a figure reaches its goal; a figure without one does. */
export const reaches = ({ value, goal = Number.POSITIVE_INFINITY }: Figure): boolean => value <= goal;
