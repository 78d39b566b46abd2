import { DescribeAutoScalingGroupsCommand, SuspendProcessesCommand } from '@aws-sdk/client-auto-scaling';
import { DescribeRuleCommand, DisableRuleCommand, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { GetFunctionConcurrencyCommand, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InjectionRefused } from '../../../core/errors.ts';
import type { Fault } from '../../../core/experiment.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { makeGroup } from './asg-scene.ts';
import { type AtMoto, atMoto, closeProxies, faultOn } from './at-moto.ts';
import { makeFunction } from './lambda-scene.ts';

/** A target in any state, and how to see that state at its own service. */
type Scene = { readonly fault: Fault; state(): Promise<unknown> };
type Case = {
  readonly action: string;
  readonly states: fc.Arbitrary<unknown>;
  make(world: AtMoto, before: never): Promise<Scene>;
};

const byArn = (action: string, resourceType: string, arn: string, parameters = {}): Fault => {
  const fault = faultOn(action, resourceType, '', parameters);
  const { tags: _, ...targets } = fault.targets;
  return { ...fault, targets: { ...targets, arns: [arn] } };
};

const cases: readonly Case[] = [
  {
    action: 'lambda/concurrency',
    states: fc.option(fc.nat(3)),
    make: async (world, before: number | null) => {
      const FunctionName = await makeFunction(world, world.id);
      const lambda = await world.clients.lambda();
      if (before !== null) {
        const request = { FunctionName, ReservedConcurrentExecutions: before };
        await lambda.send(new PutFunctionConcurrencyCommand(request));
      }
      return {
        fault: faultOn('lambda/concurrency', 'aws:lambda:function', world.id),
        state: async () =>
          (await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName })))
            .ReservedConcurrentExecutions,
      };
    },
  },
  {
    action: 'ssm/flag',
    states: fc.oneof(fc.stringMatching(/^[ -~]{1,40}$/), fc.constant('{"fault":{"latencyMs":500}}x')),
    make: async ({ clients, id }, before: string) => {
      const ssm = await clients.ssm();
      const Name = `/any/${id}`;
      await ssm.send(new PutParameterCommand({ Name, Value: before, Type: 'String' }));
      const read = async () => (await ssm.send(new GetParameterCommand({ Name }))).Parameter;
      const parameters = { fault: '{"latencyMs":500}', cacheMs: '0' };
      return {
        fault: byArn('ssm/flag', 'aws:ssm:parameter', (await read())?.ARN ?? '', parameters),
        state: async () => (await read())?.Value,
      };
    },
  },
  {
    action: 'events/rule',
    states: fc.boolean(),
    make: async ({ clients, id }, before: boolean) => {
      const eventBridge = await clients.eventBridge();
      const pattern = { Name: id, EventPattern: '{"source":["shop"]}' };
      const { RuleArn = '' } = await eventBridge.send(new PutRuleCommand(pattern));
      if (!before) await eventBridge.send(new DisableRuleCommand({ Name: id }));
      return {
        fault: byArn('events/rule', 'aws:events:rule', RuleArn),
        state: async () => (await eventBridge.send(new DescribeRuleCommand({ Name: id }))).State,
      };
    },
  },
  {
    action: 'asg/suspend-process',
    states: fc.subarray(['AZRebalance', 'Launch', 'Terminate']),
    make: async (world, before: string[]) => {
      await makeGroup(world, world.id);
      const autoScaling = await world.clients.autoScaling();
      const AutoScalingGroupName = world.id;
      if (before.length > 0)
        await autoScaling.send(
          new SuspendProcessesCommand({ AutoScalingGroupName, ScalingProcesses: before }),
        );
      const request = { AutoScalingGroupNames: [AutoScalingGroupName] };
      return {
        fault: faultOn('asg/suspend-process', 'aws:ec2:autoscaling-group', world.id, {
          processes: 'Launch,Terminate',
        }),
        state: async () => {
          const { AutoScalingGroups } = await autoScaling.send(new DescribeAutoScalingGroupsCommand(request));
          return AutoScalingGroups?.[0]?.SuspendedProcesses?.map(({ ProcessName }) => ProcessName).sort();
        },
      };
    },
  },
];

closeProxies();

describe.each(cases)('$action at moto', ({ action, states, make }) => {
  test('leaves a target as it was, after two injections and two undos', async () => {
    await fc.assert(
      fc.asyncProperty(states, async (before) => {
        const world = await atMoto(action);
        const { driver } = world;
        const { fault, state } = await make(world, before as never);
        const [record, was] = [await recordOf(driver, fault, Date.now()), await state()];
        const failure = await driver.inject(record).catch((it: unknown) => it);
        // There may be nothing to break, and that is said.
        expect([undefined, expect.any(InjectionRefused)]).toContainEqual(failure);
        if (failure === undefined) {
          expect(await state()).not.toEqual(was);
          await driver.inject(record);
          expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });
        }

        expect(await driver.undo(record)).toEqual({ outcome: 'nothing-to-undo' });

        expect(await state()).toEqual(was);
        expect(await driver.verify(record)).toMatchObject({ restored: true });
      }),
      { numRuns: 5, endOnFailure: true },
    );
  });
});
