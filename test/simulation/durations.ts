import { revertClasses, traits } from './far-end/traits.ts';
import type { Ground } from './ground.ts';
import type { Invocation } from './invocation.ts';
import type { Scenario } from './scenarios.ts';

const minuteMs = 60_000;
/** Less than a function may run, and than an effect may come late. */
const withinTheTimeoutMs = 80_000;

/** How long calls take, and how late those come that are disturbed. */
export const durationsOf = ({ random, scenario }: Pick<Ground, 'random' | 'scenario'>) => ({
  latencyMs: () => 1 + Math.floor(random() * 25),
  asleepMs: (name: string, ms: number): number => {
    // Lambda ends an invocation at its timeout: where nothing else refuses a late call, that is what is relied on.
    if (name === 'faults.undo') return drivesFenced(scenario) ? 25_000 : withinTheTimeoutMs;
    return name === 'faults.inject' && !drivesFenced(scenario) ? withinTheTimeoutMs : ms;
  },
  lateMs: (_invocation: Invocation, name: string): number => {
    if (name === 'faults.inject') return drivesFenced(scenario) ? 10 * minuteMs : withinTheTimeoutMs;
    if (name !== 'faults.undo') return 25_000;
    return drivesFenced(scenario) ? traits['if-asked'].lateEffectMs - 5_000 : withinTheTimeoutMs;
  },
});

const drivesFenced = ({ experiment }: Scenario): boolean =>
  experiment.faults.every(({ action }) => {
    const kind = revertClasses.find((one) => action === `sim:${one}`);
    return kind !== undefined && traits[kind].isFenced;
  });
