import type { SSMClient } from '@aws-sdk/client-ssm';
import { type UndoingDriver, undoing } from '../attribute/undoing.ts';
import type { Fences } from '../fences.ts';
import { flagText } from '../ssm-flag/flag.ts';
import { chaosDetails, chaosFlag } from './attribute.ts';
import { readChaosFlag } from './read.ts';
import { writeChaosFlag } from './write.ts';

/** Writes the earlier value of the parameter back that functions read. */
export const undoingChaos = (ssm: SSMClient, fences: Pick<Fences, 'raise'>): UndoingDriver =>
  undoing(
    chaosFlag,
    {
      read: readChaosFlag(ssm),
      write: writeChaosFlag(ssm, ({ value }, record) => ({
        value: String(value),
        isExpected: (now) => now === flagText(record, chaosDetails),
      })),
    },
    fences,
  );
