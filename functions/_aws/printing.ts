import type { Printing } from '../../adapters/cloudwatch/printed-metrics.ts';
import { common } from './common.ts';
import { environment } from './environment.ts';

/** Metrics of this stage go to the function's log. */
export const printing: Printing = {
  stage: environment.FIREDRILL_STAGE,
  clock: common.clock,
  // The console of Lambda puts a head before each line, which would be no metric then.
  print: (line) => void process.stdout.write(`${line}\n`),
};
