import { fisSnapshot } from '../../../../adapters/fis/snapshot.ts';
import { owners } from '../owners.ts';

/** Takes before-images of what FIS is to hit. */
export const fisSnapshotting = fisSnapshot(owners);
