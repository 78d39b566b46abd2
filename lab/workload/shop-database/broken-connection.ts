import pg from 'pg';

// PostgreSQL documentation, appendix A: 08 connection exceptions, 57P operator intervention (shut down, starting up),
// 25006 a server that only reads (a former primary), 53300 no connection left.
const BROKEN = /^(08|57P|25006$|53300$)/;

/** Whether another connection could do what this one did not; false for what is wrong with the statement itself. */
export const meansBrokenConnection = (error: unknown): boolean =>
  !(error instanceof pg.DatabaseError) || BROKEN.test(error.code ?? '');
