import { experimentReader } from '../../adapters/dynamodb/experiments.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { httpProbes } from '../../adapters/http/http-probes.ts';
import { lambdaHand } from '../../adapters/lambda-invoke/hand.ts';
import { lambdaOnce } from '../_aws/clients/lambda-once.ts';
import { common } from '../_aws/common.ts';
import { environment } from '../_aws/environment.ts';
import { reachOf } from '../_aws/probe-reach.ts';
import { table } from '../_aws/table.ts';
import { wire } from '../_lambda/wire.ts';
import { watching } from './handler.ts';

/** On AWS: readings are handed to on-reading, the one function that this one may call. */
export const main = watching(lambdaHand(lambdaOnce, environment.FIREDRILL_READER))(
  wire('watch-http', {
    ...common,
    experiments: experimentReader(table),
    http: httpProbes(common.clock, reachOf(process.env)),
    runs: runReader(table),
  }),
);
