import { NotFound } from '../../core/errors.ts';
import type { ReadSecret } from './by-scheme.ts';

/** Secrets in environment variables: for one machine only, because on AWS the environment of a function is no secret. */
export const environmentSecrets =
  (environment: Readonly<Record<string, string | undefined>>): ReadSecret =>
  async (name) => {
    const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
    if (value === undefined) throw new NotFound(`The secret env:${name} is not set in this environment`);
    return value;
  };
