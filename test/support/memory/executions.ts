import type { ExecutionStatus, Executions } from '../../../core/ports.ts';

type Started = {
  readonly machine: 'experiment' | 'gameday';
  readonly name: string;
  readonly input: Readonly<Record<string, string>>;
};

type Answered =
  | { readonly token: string; readonly output: Readonly<Record<string, unknown>> }
  | { readonly token: string; readonly error: string; readonly cause: string };

/** Executions that run nothing, and remember what was started and answered. */
export type MemoryExecutions = Executions & {
  readonly started: readonly Started[];
  /** The first answer to each token; later ones come too late. */
  readonly answered: readonly Answered[];
  end(name: string, status: ExecutionStatus): void;
};

/** Remembers starts, by name, and answers, by token. */
export const memoryExecutions = (): MemoryExecutions => {
  const started: Started[] = [];
  const answered: Answered[] = [];
  const statuses = new Map<string, ExecutionStatus>();
  const answer = async (one: Answered) => {
    if (!answered.some(({ token }) => token === one.token)) answered.push(structuredClone(one));
  };

  return {
    started,
    answered,
    end: (name, status) => void statuses.set(name, status),
    start: async (machine, name, input) => {
      if (statuses.has(name)) return;
      statuses.set(name, 'RUNNING');
      started.push(structuredClone({ machine, name, input }));
    },
    status: async (name) => statuses.get(name),
    succeed: (token, output) => answer({ token, output }),
    fail: (token, error, cause) => answer({ token, error, cause }),
  };
};
