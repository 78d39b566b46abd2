import { WrongAsAsked } from '../../core/errors.ts';

/** What only the stack's own functions do: a person's credentials start, look and stop, and nothing else. */
export const notFromHere = (what: string) => (): Promise<never> =>
  Promise.reject(
    new WrongAsAsked(`to ${what} is for the stack's own functions; the command line never does it`),
  );
