import type fc from 'fast-check';
import { mustHold } from './laws.ts';
import type { Model, RunModel } from './model.ts';
import type { System } from './system.ts';

/** Something that may happen, in words that a person can read. */
export type Command = fc.AsyncCommand<Model, System> & {
  /** What happens, and no more. */
  readonly act: (real: System) => unknown;
};

/** Something that may happen; whatever it sets off without time passing has happened when it is over. */
export const command = (
  says: string,
  act: (real: System) => unknown,
  applies: (model: Model) => boolean = () => true,
): Command => ({
  act,
  check: (model) => applies(model),
  run: async (_, real) => {
    await act(real);
    await real.clock.advance(0);
    await mustHold(real);
  },
  toString: () => says,
});

/** Something that may happen to a run that there is. */
export const runCommand = (
  runId: string,
  says: string,
  act: (real: System, run: RunModel) => unknown,
  applies: (run: RunModel) => boolean = () => true,
): Command => {
  const known = ({ runs }: Model) => runs.get(runId);
  return command(
    says,
    (real) => {
      const run = known(real.model);
      return run && act(real, run);
    },
    (model) => {
      const run = known(model);
      return run !== undefined && applies(run);
    },
  );
};

/** Something that happens in the middle of a state, when the run writes an entry of that kind. */
export const inTheMiddle = (runId: string, at: string, other: Command): Command =>
  runCommand(
    runId,
    `when ${runId} writes ${at}: ${other}`,
    (real) =>
      real.interruptions.set(runId, {
        at,
        act: () => (other.check(real.model) ? other.act(real) : undefined),
      }),
    ({ phase }) => phase !== 'closed',
  );
