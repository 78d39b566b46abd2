import { LambdaClient } from '@aws-sdk/client-lambda';
import * as fc from 'fast-check';
import { idOf } from '../../../../adapters/fis/looks/look.ts';
import { awsError } from '../far-end.ts';
import { inMemory, newLine } from './line.ts';
import { driverOn, faultOn, type Service, type World, worldsOf } from './service.ts';

const action = 'lambda/event-source';
const arnOf = (uuid: string) => `arn:aws:lambda:eu-west-1:111122223333:event-source-mapping:${uuid}`;

type Mapping = { enabled: boolean; readsUntilSettled: number };

const make = (before: readonly boolean[], lag: number): World => {
  const line = newLine();
  const mappings = new Map<string, Mapping>(
    before.map((enabled, n) => [`m${n}`, { enabled, readsUntilSettled: 0 }]),
  );
  const arns = [...mappings.keys()].slice(0, -1).map(arnOf);
  const mapping = (uuid: string): Mapping => {
    const found = mappings.get(uuid);
    if (found === undefined) throw awsError('ResourceNotFoundException', 'client', 1);
    return found;
  };
  const stateOf = ({ enabled, readsUntilSettled }: Mapping): string => {
    if (readsUntilSettled > 0) return enabled ? 'Enabling' : 'Disabling';
    return enabled ? 'Enabled' : 'Disabled';
  };
  const lambda = inMemory(LambdaClient, line, {
    ListEventSourceMappings: () => ({
      EventSourceMappings: [...mappings].map(([uuid, one]) => ({
        EventSourceMappingArn: arnOf(uuid),
        FunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:f',
        State: stateOf(one),
      })),
    }),
    ListTags: () => ({ Tags: {} }),
    GetEventSourceMapping: ({ UUID }: { readonly UUID: string }) => {
      const one = mapping(UUID);
      const State = stateOf(one);
      one.readsUntilSettled = Math.max(0, one.readsUntilSettled - 1);
      return { State };
    },
    UpdateEventSourceMapping: ({ UUID, Enabled }: { readonly UUID: string; readonly Enabled: boolean }) => {
      const one = mapping(UUID);
      if (one.readsUntilSettled > 0) throw awsError('ResourceInUseException', 'client', 1);
      mappings.set(UUID, { enabled: Enabled, readsUntilSettled: lag });
      return {};
    },
  });
  return {
    line,
    driver: driverOn(action, { lambda: async () => lambda }),
    fault: faultOn(action, 'aws:lambda:event-source-mapping', arns),
    state: () => Object.fromEntries([...mappings].map(([uuid, { enabled }]) => [uuid, enabled])),
    itemOf: idOf,
    meddle: (arn) => void mappings.delete(idOf(arn)),
  };
};

/** Event source mappings, which need some reads to become what they were told to be. */
export const eventSourceService: Service = {
  action,
  worlds: worldsOf(
    fc.tuple(fc.array(fc.boolean(), { minLength: 2, maxLength: 4 }), fc.nat(2)),
    ([before, lag]) => make(before, lag),
  ),
};
