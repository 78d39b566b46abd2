import { isFiredrillError, ServiceUnavailable, StoreUnreadable } from '../../core/errors.ts';

/** Use the disk. Whatever it throws leaves as one of our failures, with the original as its cause. */
export const storing = <T>(intent: string, work: () => T): T => {
  try {
    return work();
  } catch (cause) {
    throw failureOf(intent, cause);
  }
};

/** The same failure as ours, named for what was being done. */
export const failureOf = (intent: string, cause: unknown): unknown => {
  if (isFiredrillError(cause)) return cause;
  if (damaged.has(sqliteCode(cause)))
    return new StoreUnreadable(`Could not ${intent}: it is damaged`, { cause });
  return isOfTheDisk(cause) ? new ServiceUnavailable(`Could not ${intent}`, { cause }) : cause;
};

const damaged = new Set([11, 26]); // SQLITE_CORRUPT, SQLITE_NOTADB
const oursToFix = new Set([1, 19, 20, 21, 25]); // SQLITE_ERROR, CONSTRAINT, MISMATCH, MISUSE, RANGE: a defect, not the disk

const sqliteCode = (failure: unknown) =>
  failure instanceof Error && 'errcode' in failure && typeof failure.errcode === 'number'
    ? failure.errcode & 0xff // the high bits say more, and differ between versions
    : 0;

const isOfTheDisk = (failure: unknown) => {
  const code = sqliteCode(failure);
  if (code !== 0) return !oursToFix.has(code);
  return failure instanceof Error && 'syscall' in failure;
};
