import type { TestProject } from 'vitest/node';
import type { Emulator } from './emulator-process.ts';
import { startMinistack } from './ministack.ts';
import { startMoto } from './moto.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where moto answers: `http://127.0.0.1:<port>`. */
    readonly moto: string;
    /** Where ministack answers. */
    readonly ministack: string;
  }
}

/** Starts what the AWS tests run against; the answer ends it. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const [moto, ministack] = await bothOrNone([startMoto, startMinistack]);
  project.provide('moto', moto.url);
  project.provide('ministack', ministack.url);
  return async () => void (await Promise.all([moto.stop(), ministack.stop()]));
};

const bothOrNone = async (
  starts: readonly [() => Promise<Emulator>, () => Promise<Emulator>],
): Promise<readonly [Emulator, Emulator]> => {
  const [first, second] = await Promise.allSettled([starts[0](), starts[1]()]);
  if (first.status === 'fulfilled' && second.status === 'fulfilled') return [first.value, second.value];
  const failures: unknown[] = [];
  for (const outcome of [first, second]) {
    if (outcome.status === 'fulfilled') await outcome.value.stop();
    else failures.push(outcome.reason);
  }
  throw failures[0];
};
