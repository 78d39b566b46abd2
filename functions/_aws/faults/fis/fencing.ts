import { fisFence } from '../../../../adapters/fis/fence.ts';
import { fis } from '../../clients/fis.ts';

/** Keeps out what comes late to FIS. */
export const fisFencing = fisFence(fis);
