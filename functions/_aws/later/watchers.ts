import { lambdaWatchers } from '../../../adapters/lambda-invoke/watchers.ts';
import { lambda } from '../clients/lambda.ts';
import { environment } from '../environment.ts';

/** Starts `watch-http` of this stage. */
export const watchers = lambdaWatchers(lambda, environment.FIREDRILL_WATCHER);
