import { changesOf } from '../changes.ts';
import { allowsOf } from '../statements.ts';
import type { Rule } from '../template.ts';

const injects = ['fis:CreateExperimentTemplate', 'fis:StartExperiment'];
const mayChange = new Set([
  'DeadManRole',
  'FisRole',
  'InjectFaultsRole',
  // Of targets it changes only who is paged by their alarms.
  'MuteAlarmsRole',
  'OnExecutionEndedRole',
  'OnReadingRole',
  'OnSignalRole',
  'ObserveRunRole',
  'ReconcileRole',
  'RevertFaultsRole',
]);

/** Power is split: one role injects, few change anything outside Firedrill, and none of those asks the outside (S15). */
export const powerSplit: Rule = (template) => [
  ...changesOf(template)
    .filter(({ role }) => !mayChange.has(role))
    .map(({ role, actions }) => `${role} may change targets: ${actions.join(', ')}`),
  ...allowsOf(template)
    .filter(({ role }) => role !== 'InjectFaultsRole')
    .flatMap(({ role, actions, condition }) =>
      actions
        .filter(
          (action) =>
            injects.includes(action) && !JSON.stringify(condition ?? {}).includes('firedrill:preview'),
        )
        .map((action) => `${role} may inject: ${action}`),
    ),
];
