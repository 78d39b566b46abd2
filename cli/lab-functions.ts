import type { Ports } from '../core/ports.ts';
import type { Handler, LambdaFunction } from '../functions/_lambda/task.ts';
import { handler as armDeadman } from '../functions/arm-deadman/handler.ts';
import { handler as awaitRecovery } from '../functions/await-recovery/handler.ts';
import { handler as checkSteadyState } from '../functions/check-steady-state/handler.ts';
import { handler as commitRun } from '../functions/commit-run/handler.ts';
import { handler as concludeGameday } from '../functions/conclude-gameday/handler.ts';
import { handler as concludeRun } from '../functions/conclude-run/handler.ts';
import { handler as injectFaults } from '../functions/inject-faults/handler.ts';
import { handler as nextStep } from '../functions/next-step/handler.ts';
import { handler as observeRun } from '../functions/observe-run/handler.ts';
import { handler as onSignal } from '../functions/on-signal/handler.ts';
import { handler as planRun } from '../functions/plan-run/handler.ts';
import { handler as reconcile } from '../functions/reconcile/handler.ts';
import { handler as requestApproval } from '../functions/request-approval/handler.ts';
import { handler as requestGo } from '../functions/request-go/handler.ts';
import { handler as revertFaults } from '../functions/revert-faults/handler.ts';
import { handler as startRun } from '../functions/start-run/handler.ts';
import { handler as verifyRestored } from '../functions/verify-restored/handler.ts';
import { handler as watchHttp } from '../functions/watch-http/handler.ts';

const functions = {
  'arm-deadman': armDeadman,
  'await-recovery': awaitRecovery,
  'check-steady-state': checkSteadyState,
  'commit-run': commitRun,
  'conclude-gameday': concludeGameday,
  'conclude-run': concludeRun,
  'inject-faults': injectFaults,
  'next-step': nextStep,
  'observe-run': observeRun,
  'on-signal': onSignal,
  'plan-run': planRun,
  reconcile,
  'request-approval': requestApproval,
  'request-go': requestGo,
  'revert-faults': revertFaults,
  'start-run': startRun,
  'verify-restored': verifyRestored,
  'watch-http': watchHttp,
} satisfies Record<string, LambdaFunction>;

/** The name of a function: its folder. */
export type FunctionName = keyof typeof functions;

/** The very handlers that run on AWS, on these ports. */
export const lambdas = (ports: Ports): Record<FunctionName, Handler> =>
  Object.fromEntries(Object.entries(functions).map(([name, make]) => [name, make(ports)])) as Record<
    FunctionName,
    Handler
  >;

/** `plan-run` stands as `${PlanRunFunctionArn}` in the state machines. */
export const substitutions: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(functions).map((name) => [
    `${name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}FunctionArn`,
    `arn:aws:lambda:eu-lab-1:000000000000:function:${name}`,
  ]),
);
