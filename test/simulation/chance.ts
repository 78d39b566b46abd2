/** Numbers in [0, 1) that a seed decides: mulberry32, public domain. */
export const chance = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** One of several, by chance. Throws when there is nothing to choose from. */
export const oneOf = <T>(some: readonly T[], random: () => number): T => {
  const chosen = some[Math.floor(random() * some.length)];
  if (chosen === undefined) throw new Error('There is nothing to choose from');
  return chosen;
};
