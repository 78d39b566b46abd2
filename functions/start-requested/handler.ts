import * as z from 'zod';
import { startAfter } from '../../core/schedule/after-deployment.ts';
import { type Firing, fireOccurrence } from '../../core/schedule/fire.ts';
import { type LambdaFunction, task } from '../_lambda/task.ts';
import { DeploymentSucceeded, deploymentOf } from './events.ts';

const Occurrence = z.object({
  kind: z.enum(['Experiment', 'GameDay']),
  name: z.string().min(1),
  occurrence: z.iso.datetime({ offset: true }),
});

/** Scheduler: a schedule has fallen due. EventBridge: a deployment has succeeded. Starts what is deployed for it. */
export const handler = (firing: Firing): LambdaFunction =>
  task(z.union([Occurrence, DeploymentSucceeded]), (ports, asked) =>
    'occurrence' in asked
      ? fireOccurrence(ports, firing, {
          ...{ kind: asked.kind, name: asked.name },
          atMs: Date.parse(asked.occurrence),
        })
      : startAfter(ports, firing, deploymentOf(asked)),
  );
