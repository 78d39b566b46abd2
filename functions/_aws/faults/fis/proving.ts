import { fisEvidence } from '../../../../adapters/fis/evidence.ts';
import { fis } from '../../clients/fis.ts';
import { owners } from '../owners.ts';

/** Looks whether a fault of FIS is there. */
export const fisProving = fisEvidence({ ...owners, fis });
