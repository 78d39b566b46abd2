import { LambdaClient } from '@aws-sdk/client-lambda';
import * as fc from 'fast-check';
import { idOf } from '../../../../adapters/fis/looks/look.ts';
import { awsError } from '../far-end.ts';
import { inMemory, newLine } from './line.ts';
import { copyOf, driverOn, faultOn, type Service, taggingOf, type World, worldsOf } from './service.ts';

type Named = { readonly FunctionName: string };
type Reserved = Named & { readonly ReservedConcurrentExecutions: number };

const action = 'lambda/concurrency';
const arnOf = (name: string) => `arn:aws:lambda:eu-west-1:111122223333:function:${name}`;

const make = (before: readonly (number | null)[], reserved: number): World => {
  const line = newLine();
  const functions = new Map(before.map((value, n) => [`f${n}`, value]));
  // The last one is nobody's target.
  const arns = [...functions.keys()].slice(0, -1).map(arnOf);
  const lambda = inMemory(LambdaClient, line, {
    GetFunctionConcurrency: ({ FunctionName }: Named) => {
      const value = functions.get(FunctionName);
      if (value === undefined) throw awsError('ResourceNotFoundException', 'client', 1);
      return value === null ? {} : { ReservedConcurrentExecutions: value };
    },
    PutFunctionConcurrency: ({ FunctionName, ReservedConcurrentExecutions }: Reserved) => {
      functions.set(FunctionName, ReservedConcurrentExecutions);
      return {};
    },
    DeleteFunctionConcurrency: ({ FunctionName }: Named) => {
      functions.set(FunctionName, null);
      return {};
    },
  });
  return {
    line,
    driver: driverOn(action, { lambda: async () => lambda, ...taggingOf(line) }),
    fault: faultOn(action, 'aws:lambda:function', arns, { reservedConcurrentExecutions: String(reserved) }),
    state: () => copyOf(functions),
    itemOf: idOf,
    meddle: (arn) => void functions.set(idOf(arn), 99),
  };
};

const anyReserved = fc.option(fc.nat(3));

/** Functions with and without reserved concurrency. */
export const concurrencyService: Service = {
  action,
  worlds: worldsOf(
    fc.tuple(fc.array(anyReserved, { minLength: 2, maxLength: 4 }), fc.nat(3)),
    ([before, reserved]) => make(before, reserved),
  ),
};
