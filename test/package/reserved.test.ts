import { expect, test } from 'vitest';
import { reservedConcurrency } from '../../cli/aws/doctor/quotas.ts';
import { reserved } from '../../scripts/package/frozen.ts';
import { at, ofType } from '../../scripts/package/template.ts';
import { packagedTemplate } from './packaged.ts';

const reserving = ofType(packagedTemplate(), 'AWS::Lambda::Function').flatMap(([id, { Properties }]) => {
  const condition = at(Properties, 'ReservedConcurrentExecutions', 'Fn::If');
  return condition === undefined ? [] : [[id, Number(at(condition, 1))] as const];
});

test('doctor asks for as much concurrency as the functions reserve', () => {
  expect(reserving.reduce((sum, [, executions]) => sum + executions, 0)).toBe(reservedConcurrency);
});

test('what stops and what undoes reserves it, and nothing else', () => {
  expect(reserving.map(([id]) => id).sort()).toEqual([...reserved].sort());
});
