import { readParameter } from '../../adapters/ssm/parameters.ts';
import { WrongAsAsked } from '../../core/errors.ts';
import type { Secrets } from '../../core/fronts.ts';
import { ssm } from './clients/ssm.ts';

const scheme = 'ssm:';

/** Secrets in Parameter Store. */
export const secrets: Secrets = {
  read: (reference) => {
    if (!reference.startsWith(scheme)) throw new WrongAsAsked(`A secret of a function is at ${scheme}<name>`);
    return readParameter(ssm, reference.slice(scheme.length));
  },
};
