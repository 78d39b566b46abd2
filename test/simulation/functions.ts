import type { LambdaFunction } from '../../functions/_lambda/task.ts';
import { handler as armDeadman } from '../../functions/arm-deadman/handler.ts';
import { handler as awaitRecovery } from '../../functions/await-recovery/handler.ts';
import { handler as checkSteadyState } from '../../functions/check-steady-state/handler.ts';
import { handler as commitRun } from '../../functions/commit-run/handler.ts';
import { handler as concludeRun } from '../../functions/conclude-run/handler.ts';
import { handler as deadMan } from '../../functions/dead-man/handler.ts';
import { handler as injectFaults } from '../../functions/inject-faults/handler.ts';
import { handler as observeRun } from '../../functions/observe-run/handler.ts';
import { handler as onExecutionEnded } from '../../functions/on-execution-ended/handler.ts';
import { handler as onReading } from '../../functions/on-reading/handler.ts';
import { handler as onSignal } from '../../functions/on-signal/handler.ts';
import { handler as planRun } from '../../functions/plan-run/handler.ts';
import { handler as reconcile } from '../../functions/reconcile/handler.ts';
import { handler as requestApproval } from '../../functions/request-approval/handler.ts';
import { handler as revertFaults } from '../../functions/revert-faults/handler.ts';
import { handler as verifyRestored } from '../../functions/verify-restored/handler.ts';
import { handler as watchHttp } from '../../functions/watch-http/handler.ts';

/** The very handlers that are deployed, by their folder; game days have no fault of their own. */
export const lambdas: Readonly<Record<string, LambdaFunction>> = {
  'arm-deadman': armDeadman,
  'await-recovery': awaitRecovery,
  'check-steady-state': checkSteadyState,
  'commit-run': commitRun,
  'conclude-run': concludeRun,
  'dead-man': deadMan,
  'inject-faults': injectFaults,
  'observe-run': observeRun,
  'on-execution-ended': onExecutionEnded,
  'on-reading': onReading,
  'on-signal': onSignal,
  'plan-run': planRun,
  reconcile,
  'request-approval': requestApproval,
  'revert-faults': revertFaults,
  'verify-restored': verifyRestored,
  'watch-http': watchHttp,
};
