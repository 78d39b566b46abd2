import type { SSMClient } from '@aws-sdk/client-ssm';
import { type InjectingDriver, injecting } from '../attribute/injecting.ts';
import type { Fences } from '../fences.ts';
import { flagText } from '../ssm-flag/flag.ts';
import { chaosDetails, chaosFlag } from './attribute.ts';
import { readChaosFlag } from './read.ts';
import { writeChaosFlag } from './write.ts';

/** Tells functions to hurt themselves. */
export const injectingChaos = (ssm: SSMClient, fences: Pick<Fences, 'isRaised'>): InjectingDriver =>
  injecting(
    chaosFlag,
    {
      read: readChaosFlag(ssm),
      write: writeChaosFlag(ssm, (_values, record) => ({ value: flagText(record, chaosDetails) })),
    },
    fences,
  );
