import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { timeOrderedIds } from '../../adapters/clock/time-ordered-ids.ts';
import { wallClock } from '../../adapters/clock/wall-clock.ts';
import { argumentsOf, idFile, planFile } from './arguments.ts';
import { type Ended, firedrill } from './child.ts';
import { type Inputs, inputsOf } from './inputs.ts';
import { addToSummary, setOutputs, tell } from './tell.ts';

// The step that plans or runs. Its exit code is the gate: 0, or what firedrill ended with where that lets the job fail.

const ids = timeOrderedIds(wallClock);

const idOf = ({ command }: Inputs): string => {
  if (command === 'plan') return '';
  return command === 'gameday' ? ids.gameDayId() : ids.runId();
};

const means: Readonly<Record<number, string>> = {
  0: 'held, and everything is restored',
  1: 'an internal error; nothing was injected',
  2: 'wrong as asked: the document or the inputs',
  3: 'the hypothesis failed; everything is restored',
  4: 'untested: it proved nothing',
  5: 'NOT VERIFIED RESTORED: somebody must look now',
  6: 'refused by a guard, a policy or an approval',
  7: 'the wait is over; the run goes on',
};

const word = (value: unknown): string => (typeof value === 'string' ? value : '');

const gate = async (): Promise<number> => {
  const asked = inputsOf(process.env);
  const id = idOf(asked);
  // Known to the step that stops before there is anything to stop; outputs are read only when this one has ended.
  writeFileSync(idFile(asked), id);
  const inputs = { ...asked, out: mkdtempSync(join(asked.out, 'firedrill-')) };
  setOutputs({ id, 'out-dir': inputs.out });
  const ended = await firedrill(inputs.bin, argumentsOf(inputs, id));
  conclude(inputs, ended);
  const fails = inputs.failOn.includes(ended.code) || !(ended.code in means);
  const said = `firedrill ${inputs.command} ended with ${ended.code}: ${means[ended.code] ?? 'it was ended from outside'}`;
  if (ended.code !== 0) tell(fails ? 'error' : 'notice', said);
  return fails ? ended.code : 0;
};

const conclude = (inputs: Inputs, { code, result }: Ended): void => {
  const { plan } = result;
  const hash = typeof plan === 'object' && plan !== null && 'hash' in plan ? word(plan.hash) : '';
  setOutputs({
    'exit-code': String(code),
    hypothesis: word(result.hypothesis),
    restoration: word(result.restoration),
    'plan-hash': hash,
  });
  if (inputs.command === 'plan' && existsSync(planFile(inputs)))
    addToSummary(readFileSync(planFile(inputs), 'utf8'));
};

try {
  process.exitCode = await gate();
} catch (failure) {
  tell('error', failure instanceof Error ? failure.message : String(failure));
  process.exitCode = 2;
}
