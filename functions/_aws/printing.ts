import type { Printing } from '../../adapters/cloudwatch/printed-metrics.ts';
import { common } from './common.ts';
import { environment } from './environment.ts';

/** Metrics of this stage go to the function's log. */
export const printing: Printing = {
  stage: environment.FIREDRILL_STAGE,
  clock: common.clock,
  print: (line) => console.log(line),
};
