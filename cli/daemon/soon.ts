/** Does something about an id soon after it is asked for: once for all who ask meanwhile, and one id after the other. */
export const soon = (
  gatherMs: number,
  work: (id: string) => Promise<void>,
  complain: (failure: unknown) => void,
) => {
  const wanted = new Map<string, NodeJS.Timeout>();
  let turn: Promise<unknown> = Promise.resolve();
  const now = (id: string): void => {
    wanted.delete(id);
    turn = turn.then(() => work(id)).catch(complain);
  };
  return {
    about: (id: string): void => {
      if (!wanted.has(id))
        wanted.set(
          id,
          setTimeout(() => now(id), gatherMs),
        );
    },
    /** Does at once what is still wanted, and ends. */
    close: async (): Promise<void> => {
      for (const [id, timer] of wanted) {
        clearTimeout(timer);
        now(id);
      }
      await turn;
    },
  };
};
