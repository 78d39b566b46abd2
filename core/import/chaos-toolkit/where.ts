import { fillInWord } from '../shared/placeholder.ts';
import { wordOf } from './values.ts';
import type { Variables } from './variables.ts';

/** In which Region and account the targets are. Chaos Toolkit knows the first one sometimes, the second one never. */
export type Where = { readonly region: string; readonly account: string };

/** What the configuration says of it. */
export const whereOf = ({ values }: Variables): Where => ({
  region: wordOf(values.get('aws_region')) ?? fillInWord('region'),
  account: fillInWord('account'),
});

/** The ARN of a resource that is known by its name; an ARN is one already. */
export const arnOf = ({ region, account }: Where, service: string, kind: string, name: string): string =>
  name.startsWith('arn:') ? name : `arn:aws:${service}:${region}:${account}:${kind}${name}`;
