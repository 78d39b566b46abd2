import type { SSMClient } from '@aws-sdk/client-ssm';
import { type InjectingDriver, injecting } from '../attribute/injecting.ts';
import type { Fences } from '../fences.ts';
import { flag, flagDetails } from './attribute.ts';
import { flagText } from './flag.ts';
import { readFlag } from './read.ts';
import { writeParameter } from './write.ts';

/** Writes flags that expire by themselves. */
export const injectingFlag = (ssm: SSMClient, fences: Pick<Fences, 'isRaised'>): InjectingDriver =>
  injecting(
    flag,
    {
      read: readFlag(ssm),
      write: ({ arn }, _values, record) => writeParameter(ssm, arn, flagText(record, flagDetails)),
    },
    fences,
  );
