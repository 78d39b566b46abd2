import { parseArgs } from 'node:util';
import { openPlace, type Place } from '../e2e/support/place.ts';
import { ending } from './afterwards.ts';
import { lookAgain, noBelongings } from './belongings.ts';
import { drawKill, inWords, type Kill } from './draw.ts';
import { killOnce, type Outcome } from './kill-once.ts';

// `npm run kills`: kill -9 at random moments, and nothing may be left behind.
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    count: { type: 'string', default: '100' },
    only: { type: 'string' },
    'at-once': { type: 'string', default: '3' },
  },
});
const seed = Number(values.seed);
const numbers =
  values.only === undefined
    ? Array.from({ length: Number(values.count) }, (_, n) => n + 1)
    : values.only.split(',').map(Number);
if (![seed, Number(values['at-once']), ...numbers].every(Number.isInteger))
  throw new RangeError('--seed, --count, --only and --at-once take whole numbers');

const MOST_TRIES = 3;
const beganAtMs = performance.now();
const waiting = [...numbers];
const tally = new Map<string, number>();
const failed: number[] = [];
let done = 0;

const say = (text: string) => process.stdout.write(`${text}\n`);

// A run may end before its moment, or without it: then it is tried again, at last at a moment that every run has.
const untilStruck = async (place: Place, kill: Kill): Promise<Outcome> => {
  for (let tries = 1; ; tries++) {
    const moment = tries < MOST_TRIES ? kill.moment : { kind: 'planned', afterMs: 0 };
    const outcome = await killOnce(place, { ...kill, moment });
    if (!outcome.missed || outcome.wrong.length > 0) return outcome;
    if (tries === MOST_TRIES) return { ...outcome, wrong: ['the moment never came'] };
  }
};

const one = async (place: Place, kill: Kill): Promise<boolean> => {
  const startedAtMs = performance.now();
  const { became, wrong } = await untilStruck(place, kill).catch(
    (failure: unknown): Outcome => ({ became: 'not to be judged', wrong: [String(failure)], missed: false }),
  );
  const took = `${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`.padStart(6);
  done += 1;
  say(`${String(kill.number).padStart(4)}  ${inWords(kill)}  ${took}  ${became}`);
  for (const line of wrong) say(`      LEFT: ${line}`);
  tally.set(became, (tally.get(became) ?? 0) + 1);
  if (wrong.length > 0) failed.push(kill.number);
  return wrong.length === 0;
};

// One lab after the other: a lab that survives a kill serves the next one, and a folder serves them all.
const worker = async (): Promise<void> => {
  let place = openPlace();
  let last = 0;
  for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
    last = number;
    if (await one(place, drawKill(seed, number))) continue;
    await place.close().catch((failure: unknown) => say(`      and even so: ${failure}`));
    place = openPlace();
  }
  const left = await ending(place, lookAgain(place.stateDir, noBelongings));
  for (const line of left) say(`      LEFT at the end: ${line}`);
  if (left.length > 0) failed.push(last);
  await place.close();
};

// Ctrl-C: those under way are seen to their end, so that nothing is left of this program either.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => waiting.splice(0));

say(`kill -9, ${numbers.length} times, seed ${seed}`);
await Promise.all(Array.from({ length: Number(values['at-once']) }, worker));

for (const [became, times] of [...tally].toSorted(([, a], [, b]) => b - a))
  say(`${String(times).padStart(4)}  ${became}`);
const took = ((performance.now() - beganAtMs) / 1000).toFixed(0);
if (failed.length === 0) say(`${done} kills in ${took} s: nothing was left behind.`);
else {
  say(`${done} kills in ${took} s: after ${failed.length} of them something was left behind or untrue.`);
  say(`again: npm run kills -- --seed ${seed} --only ${failed.join(',')}`);
  process.exitCode = 1;
}
