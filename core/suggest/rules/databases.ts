import type { Resource } from '../template/template.ts';
import { knownBoolean, whyUnknown } from '../template/values.ts';

/** Whether an instance stands for itself: it is no member of a cluster, and no read replica. */
export const isPrimary = ({ properties }: Resource): boolean =>
  properties.DBClusterIdentifier === undefined && properties.SourceDBInstanceIdentifier === undefined;

/** Whether an instance has a standby in another zone; undefined where the template leaves it open. */
export const hasStandby = ({ properties: { MultiAZ } }: Resource): boolean | undefined =>
  knownBoolean(MultiAZ) ?? (whyUnknown(MultiAZ) === undefined ? false : undefined);
