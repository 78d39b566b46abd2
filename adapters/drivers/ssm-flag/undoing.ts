import type { SSMClient } from '@aws-sdk/client-ssm';
import { type UndoingDriver, undoing } from '../attribute/undoing.ts';
import type { Fences } from '../fences.ts';
import { flag, flagDetails } from './attribute.ts';
import { flagText } from './flag.ts';
import { readFlag } from './read.ts';
import { writeParameter } from './write.ts';

/** Writes the earlier values of parameters back. */
export const undoingFlag = (ssm: SSMClient, fences: Pick<Fences, 'raise'>): UndoingDriver =>
  undoing(
    flag,
    {
      read: readFlag(ssm),
      write: ({ arn }, { value }, record) =>
        writeParameter(ssm, arn, String(value), (now) => now === flagText(record, flagDetails)),
    },
    fences,
  );
