import { expect, test } from 'vitest';
import { fisDriver } from '../../adapters/fis/driver.ts';
import { fewFaults } from '../../cli/aws/few-faults.ts';
import { allowsOf, reads } from '../../scripts/package/statements.ts';
import { at } from '../../scripts/package/template.ts';
import { fisActionPermissions, fisLogPermissions } from './fis-action-permissions.ts';
import { logicalId, packagedTemplate } from './packaged.ts';
import { actionsIn } from './role-actions.ts';

const template = packagedTemplate();
const allowed = (role: string) => actionsIn(allowsOf(template).filter((one) => one.role === role));
const needed = [...new Set(Object.values(fisActionPermissions).flat())];

test('the permissions of every action are known that the driver fis makes', () => {
  expect(Object.entries(fisActionPermissions).filter(([, permissions]) => permissions.length === 0)).toEqual(
    [],
  );
});

test('nothing that an injector has on the wire when it ends is late', () => {
  const timeout = Number(at(template.Resources[logicalId('inject-faults')], 'Properties', 'Timeout'));
  // Ten seconds for what it had sent.
  expect((timeout + 10) * 1_000).toBeLessThanOrEqual(fisDriver.lateEffectMs);
});

test('FIS may do what those actions need, write its log, and no more', () => {
  expect(allowed('FisRole')).toEqual([...needed, ...fisLogPermissions].sort());
});

test('a preview may look at what those actions look at, and change nothing', () => {
  expect(allowed('FisPreviewRole')).toEqual([...needed.filter(reads), ...fisLogPermissions].sort());
});

test('what the command line takes for allowed without the parameter is what the role itself allows', () => {
  const inline = JSON.stringify(at(template.Resources.FisRole, 'Properties', 'Policies'));
  const lacking = Object.entries(fisActionPermissions).flatMap(([action, permissions]) =>
    permissions.every((one) => inline.includes(`"${one}"`)) ? [] : [action],
  );
  expect(lacking.filter((action) => fewFaults.has(action))).toEqual([]);
  expect(template.Resources.FisNetworkPolicy?.Condition).toBe('FisBreaksAll');
  expect(template.Resources.FisServicesPolicy?.Condition).toBe('FisBreaksAll');
});
