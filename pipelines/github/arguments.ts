import { join } from 'node:path';
import type { Inputs } from './inputs.ts';

/** Where a command goes: to the stack, or to a lab of this machine. */
export const placeOf = ({ where, stage, region }: Inputs): readonly string[] =>
  where === 'lab'
    ? []
    : ['--aws', ...(stage ? ['--stage', stage] : []), ...(region ? ['--region', region] : [])];

/** The file of a plan as Markdown, which the comment is made of. */
export const planFile = ({ out }: Pick<Inputs, 'out'>): string => join(out, 'plan.md');

/** The file with the id of what this job has started last, beside the folders of each step. */
export const idFile = ({ out }: Pick<Inputs, 'out'>): string => join(out, 'firedrill-id');

/** What firedrill is called with. The id is ours, so that it is known to whoever must stop it before anything begins. */
export const argumentsOf = (inputs: Inputs, id: string): readonly string[] => {
  const { command, file, where, timeout, plan, out } = inputs;
  const common = ['--json', ...placeOf(inputs)];
  const lab = where === 'lab' ? ['--lab'] : [];
  if (command === 'plan')
    return ['plan', file, ...common, '--out', join(out, 'plan.json'), '--markdown', planFile(inputs)];
  if (command === 'gameday') return ['gameday', file, '--wait', '--gameday-id', id, ...lab, ...common];
  return [
    ...['run', file, '--wait', '--run-id', id],
    ...(timeout ? ['--timeout', timeout] : []),
    ...(plan ? ['--plan', plan] : []),
    ...lab,
    ...common,
  ];
};
