import { describe, expect, test } from 'vitest';
import { cutShort, reachable, statesOf, tasksOf, type Way, waysOf } from '../support/machine-graph.ts';

const ways = waysOf(statesOf('experiment'));
const leading = (to: string, from: ReadonlySet<string>) =>
  ways.filter((way) => way.to === to && way.from !== to && from.has(way.from));
const handled = ({ by }: Way) => by !== 'Uncaught';
const past =
  (...passed: readonly string[]) =>
  (way: Way) =>
    handled(way) && !passed.includes(way.from);

// In both a person has been paged, or is by the conclusion: it closes nothing that is not verified. Watched in given-up.test.ts.
const givenUp: readonly Way[] = [
  { from: 'Revert', to: 'Conclude', by: 'Catch', errors: ['States.ALL'] },
  { from: 'VerifyRestored', to: 'Conclude', by: 'Catch', errors: ['NeedsHuman'] },
];
const isGivenUp = (way: Way) => givenUp.some((one) => one.from === way.from && one.to === way.to);

describe('once a fault may be live', () => {
  test('every way to the conclusion leads through Revert', () => {
    expect(reachable(ways, 'Inject', past('Revert'))).toEqual(
      new Set(['Inject', 'Observe', 'Due', 'Revert']),
    );
  });

  test('every way to the conclusion leads through VerifyRestored, but for the one failure of Revert', () => {
    const unverified = new Set(reachable(ways, 'Inject', past('VerifyRestored')));
    unverified.delete('VerifyRestored');
    expect(leading('Conclude', unverified)).toEqual([givenUp[0]]);
    const withoutIt = reachable(ways, 'Inject', (way) => past('VerifyRestored')(way) && !isGivenUp(way));
    expect(withoutIt).not.toContain('Conclude');
  });

  test('VerifyRestored is passed only by its success; its one failure that ends there is for a person', () => {
    const onward = ways.filter((way) => way.from === 'VerifyRestored' && handled(way) && way.by !== 'Retry');
    const [success, ...failures] = onward;
    expect(success).toMatchObject({ by: 'Next', to: 'AwaitRecovery' });
    expect(failures).toEqual([
      givenUp[1],
      { from: 'VerifyRestored', to: 'Revert', by: 'Catch', errors: ['States.ALL'] },
    ]);
  });

  test('nothing after Revert leads back to anything that could inject', () => {
    expect(reachable(ways, 'Revert', handled)).toEqual(
      new Set(['Revert', 'Quarantine', 'VerifyRestored', 'AwaitRecovery', 'Conclude']),
    );
  });

  test('a Catch covers everything but what Step Functions lets nobody catch; that is for the ways home outside', () => {
    const after = reachable(ways, 'Inject', handled);
    const uncaught = leading(cutShort, after).filter(({ from }) => from !== 'Conclude');
    const tasks = new Set(tasksOf('experiment').map(([name]) => name));
    for (const { from, errors } of uncaught.filter((way) => tasks.has(way.from)))
      expect(errors, from).toEqual(['States.Runtime', 'States.DataLimitExceeded']);
    expect(uncaught.flatMap(({ from }) => (tasks.has(from) ? [] : [from]))).toEqual(['Due', 'Quarantine']);
  });
});

describe('before a fault may be live', () => {
  const without = (passed: string, to: string) =>
    expect(reachable(ways, 'Plan', past(passed))).not.toContain(to);

  test('Inject is reached only through the dead man', () => without('Arm', 'Inject'));
  test('the dead man is reached only through a steady state', () => without('CheckSteadyState', 'Arm'));
  test('a steady state is looked for only after a commit', () => without('Commit', 'CheckSteadyState'));

  test('no failure leads on, only to the conclusion', () => {
    const early = reachable(ways, 'Plan', past('Inject'));
    const failures = ways.filter(({ from, by }) => early.has(from) && by === 'Catch' && from !== 'Inject');
    expect(new Set(failures.map(({ to }) => to))).toEqual(new Set(['Conclude']));
    expect(failures).toHaveLength(5);
  });
});
