import { WrongAsAsked } from '../../core/errors.ts';
import type { Deployments } from '../../core/ports.ts';

/** Deployments by what comes before the colon of their name. */
export const deploymentsBy = (kinds: Readonly<Record<string, Deployments>>): Deployments => ({
  inProgress: async (name) => {
    const [, kind = '', rest = ''] = /^([a-z]+):(.+)$/.exec(name) ?? [];
    const deployments = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (deployments === undefined) throw new WrongAsAsked(`nobody here knows of ${name}`);
    return deployments.inProgress(rest);
  },
});
