import { runBehind } from '../../adapters/fis/run-behind.ts';
import { fis } from './clients/fis.ts';

/** The run of a FIS experiment. */
export const behind = runBehind(fis);
