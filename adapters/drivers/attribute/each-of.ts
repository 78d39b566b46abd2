// Enough to be quick with fifty targets, and below what control planes throttle.
const atOnce = 5;

/** Does the same with each of some items, a few at a time, and answers for each of them, in their order. */
export const eachOf = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly PromiseSettledResult<Result>[]> => {
  const results: PromiseSettledResult<Result>[] = [];
  const waiting = items.entries();
  const worker = async () => {
    for (const [index, item] of waiting) {
      const [result] = await Promise.allSettled([work(item)]);
      results[index] = result;
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
};

/** The same, for work that must succeed for every item. */
export const allOf = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> =>
  (await eachOf(items, work)).map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
