import { once } from '../../../adapters/drivers/once.ts';
import type { FaultDriver } from '../../../core/ports.ts';

/**
 * A part of a driver that is loaded when it is first asked: the clients behind it are large, and a function must begin
 * quickly whether or not it will need them.
 */
export const loaded = <Method extends Exclude<keyof FaultDriver, 'name' | 'lateEffectMs' | 'facts'>>(
  methods: readonly Method[],
  load: () => Promise<Pick<FaultDriver, Method>>,
): Pick<FaultDriver, Method> => {
  const part = once(load);
  const call = (method: Method) => async (given: never) => {
    const { [method]: really } = await part();
    return (really as (given: never) => unknown)(given);
  };
  return Object.fromEntries(methods.map((method) => [method, call(method)])) as unknown as Pick<
    FaultDriver,
    Method
  >;
};
