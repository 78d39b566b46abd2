import type { AlarmState } from '../../core/ports.ts';
import { type Command, command, runCommand } from './command.ts';
import { isBeforeRevert, isFaulty, type Model } from './model.ts';
import type { System } from './system.ts';

/** Time passes, and everything that is due in it happens. */
export const passes = (seconds: number): Command =>
  command(`${seconds} s pass`, ({ clock }) => clock.advance(seconds * 1_000));

/** An alarm goes to a state; its event is delivered at once, or not at all. */
export const goes = (alarm: string, state: AlarmState, isHeard: boolean): Command =>
  command(
    `${alarm} goes ${state}${isHeard ? '' : ', which nobody hears of'}`,
    async ({ model, clock, setAlarm }: System) => {
      const changes = model.alarms.get(alarm) ?? [];
      // No alarm says two things at one moment.
      if (changes.at(-1)?.atMs === clock.now()) await clock.advance(1);
      model.alarms.set(alarm, [...changes, { atMs: clock.now(), state }]);
      setAlarm(alarm, state, isHeard);
    },
    ({ alarms }: Model) => alarms.get(alarm)?.at(-1)?.state !== state,
  );

/** An event of an alarm comes: once more, late, or after those that followed it. */
export const comesAgain = (alarm: string, nth: number): Command =>
  command(
    `event ${nth} of ${alarm} comes, once more or late`,
    ({ model, clock, events, deliver }: System) => {
      const all = events.filter((event) => event.alarm === alarm);
      const event = all[nth % all.length];
      if (event === undefined) return;
      for (const run of model.runs.values())
        if (event.state !== 'OK' && run.shape.alarm === alarm && isFaulty(run))
          run.asked.set('event', clock.now());
      deliver(event);
    },
  );

/** The execution is stopped by somebody who ought not to. */
export const aborted = (runId: string): Command =>
  runCommand(
    runId,
    `the execution of ${runId} is aborted`,
    ({ engine, clock }, run) => {
      run.asked.set('aborted', clock.now());
      engine.stopExecution(runId);
    },
    ({ phase, asked }) => phase !== 'closed' && !asked.has('aborted'),
  );

/** The dead man fires before its time, or after the run is closed. */
export const deadManFires = (runId: string): Command =>
  runCommand(
    runId,
    `the dead man of ${runId} fires`,
    async ({ shop, clock, fireDeadMan }, run) => {
      if (isBeforeRevert(run)) run.asked.set('dead man', clock.now());
      if (await shop.deadMan.postpone(runId, clock.now())) return;
      await fireDeadMan({ runId, faults: await shop.runs.faults(runId) });
    },
    ({ effectsAtMs }) => effectsAtMs.length > 0,
  );

/** Two reconcilers look at once, between their minutes. */
export const reconciles = (): Command =>
  command('two reconcilers look at once', ({ reconcileTwice }) => reconcileTwice());

const isWatching = ['checking', 'armed', 'injecting', 'observing', 'verifying', 'recovering'];

/** The functions are deployed anew; a watcher that was at work is silent from then on. */
export const deployed = (): Command =>
  command('the functions are deployed', ({ model, clock, deploy }: System) => {
    for (const run of model.runs.values())
      if (run.shape.isWatchedByHttp && isWatching.includes(run.phase)) run.asked.set('silence', clock.now());
    deploy();
  });

/** A function that has done its part is called once more with the same input, as Lambda may. */
export const repeated = (runId: string, name: 'commit-run' | 'arm-deadman' | 'inject-faults'): Command =>
  runCommand(
    runId,
    `${name} is called once more for ${runId}`,
    ({ invoke }, run) => {
      run.isRepeated = true;
      return invoke(name, { runId });
    },
    // Left out are two repeats of commit-run: after the close it takes the lease again, until the reconciler's next look;
    // while the steady state is checked, a guard that says no is recorded as the refusal of a run that goes on.
    ({ effectsAtMs, phase }) => effectsAtMs.length > 0 && phase !== 'closed',
  );
