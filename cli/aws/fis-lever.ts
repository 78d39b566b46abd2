import { FisClient } from '@aws-sdk/client-fis';
import type { ClientSettings } from '../../adapters/aws/settings.ts';
import { moveSafetyLever } from '../../adapters/fis/safety-lever.ts';

/** Moves the safety lever of FIS, which is one for the account and Region; gives how it stands then. */
export const moveFisLever = async (
  settings: ClientSettings,
  status: 'engaged' | 'disengaged',
  reason: string,
): Promise<string> => (await moveSafetyLever(new FisClient(settings), status, reason)).status;
