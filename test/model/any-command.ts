import fc from 'fast-check';
import { type Command, inTheMiddle } from './command.ts';
import * as events from './events.ts';
import type { Model } from './model.ts';
import * as people from './people.ts';
import { shapeNames } from './shapes.ts';
import type { System } from './system.ts';

const run = fc.constantFrom('a', 'b');
const alarm = fc.constantFrom('shop-errors', 'other-errors');
const lever = fc.constantFrom('global', 'service:shop', 'experiment:asking');
const state = fc.constantFrom('OK', 'ALARM', 'INSUFFICIENT_DATA');
// Mostly about as long as a fault, now and then past every patience.
const seconds = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(60, 90, 180));

const kind = fc.constantFrom(
  ...['run-created', 'planned', 'approval-requested', 'committed', 'checking-steady-state', 'before-image'],
  ...['dead-man-armed', 'fault-intended', 'fault-injected', 'fault-proven', 'restoration-verified'],
  ...['awaiting-recovery', 'recovered'],
);
const intruder = (id: string) =>
  fc.constantFrom(people.stops(id), events.deadManFires(id), events.reconciles());
const repeatable = fc.constantFrom('commit-run', 'arm-deadman', 'inject-faults');

/** Sequences of what may happen. What a run needs to get anywhere comes more often than what ends it. */
export const anyCommands = (
  limits: fc.CommandsContraints,
): fc.Arbitrary<Iterable<fc.AsyncCommand<Model, System>>> => {
  const weighted: readonly (readonly [weight: number, fc.Arbitrary<Command>])[] = [
    [6, fc.tuple(run, fc.constantFrom(...shapeNames)).map(([id, name]) => people.starts(id, name))],
    [8, seconds.map(events.passes)],
    [6, run.map((id) => people.answers(id, 'approved'))],
    [1, run.map((id) => people.answers(id, 'denied'))],
    [1, run.map(people.approvedElsewhere)],
    [1, run.map(people.tokenAnswered)],
    [1, run.map(people.stops)],
    [1, lever.map(people.engages)],
    [3, lever.map(people.releases)],
    [4, fc.tuple(alarm, state, fc.boolean()).map(([name, to, heard]) => events.goes(name, to, heard))],
    [1, fc.tuple(alarm, fc.nat(5)).map(([name, nth]) => events.comesAgain(name, nth))],
    [1, run.map(events.aborted)],
    [1, run.map(events.deadManFires)],
    [2, fc.constant(events.reconciles())],
    [1, fc.constant(events.deployed())],
    [1, fc.tuple(run, repeatable).map(([id, name]) => events.repeated(id, name))],
    [2, run.chain((id) => fc.tuple(kind, intruder(id)).map(([at, other]) => inTheMiddle(id, at, other)))],
  ];
  const all = weighted.flatMap(([weight, some]) => Array.from({ length: weight }, () => some));
  return fc.commands(all, { ...limits, size: 'max' });
};
