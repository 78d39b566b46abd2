import type { Experiment } from '@aws-sdk/client-fis';

/** An experiment and its actions in words: `experiment EXP1 is running, fault-1 running`. */
export const saidOf = ({ id, state, actions = {} }: Experiment): string => {
  const each = Object.entries(actions).map(([name, action]) => `${name} ${action.state?.status}`);
  return [`experiment ${id} is ${state?.status}`, ...each].join(', ');
};
