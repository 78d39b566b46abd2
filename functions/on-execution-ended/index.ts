import { home } from '../_aws/home.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler(wire('on-execution-ended', home));
