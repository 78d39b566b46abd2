import { NotFound, WrongAsAsked } from '../../../core/errors.ts';
import type { Secrets } from '../../../core/fronts.ts';

/** Secrets that a test gives, by reference. */
export const memorySecrets = (values: Readonly<Record<string, string>>): Secrets => ({
  read: async (reference) => {
    if (!/^(ssm|secretsmanager|env):/.test(reference)) throw new WrongAsAsked('That is no reference');
    const value = Object.hasOwn(values, reference) ? values[reference] : undefined;
    if (value === undefined) throw new NotFound(`There is no secret ${reference}`);
    return value;
  },
});
