import type { AskedFault, FaultMaker } from '../activity.ts';
import { carried, changed, type DraftNote, derived, type Refusal } from '../draft.ts';
import { wordOf } from '../values.ts';
import { arnOf } from '../where.ts';
import {
  argument,
  faultOf,
  given,
  howMany,
  isRefusal,
  joined,
  type Piece,
  placeOf,
  without,
} from './parts.ts';

const reason = { reason: 'FIS gives its own reason' };

// https://docs.aws.amazon.com/fis/latest/userguide/targets.html: the parameters of aws:ecs:task.
const tasks = (asked: AskedFault): Piece | Refusal => {
  const [cluster, service] = [wordOf(given(asked, 'cluster')), wordOf(given(asked, 'service'))];
  if (cluster === undefined) return { why: 'it names no `cluster`', instead: 'name the cluster' };
  const notes: readonly DraftNote[] = [
    carried(placeOf(asked, 'cluster'), ['targets', 'parameters', 'cluster'], 'the tasks of this cluster'),
    ...(service === undefined
      ? []
      : [
          carried(
            placeOf(asked, 'service'),
            ['targets', 'parameters', 'service'],
            'the tasks of this service',
          ),
        ]),
  ];
  const parameters = { cluster, ...(service !== undefined && { service }) };
  return { fields: { resourceType: 'aws:ecs:task', parameters }, notes };
};

/** `ecs.actions.stop_random_tasks`. */
export const stopTasks: FaultMaker = (asked) => {
  const targets = tasks(asked);
  if (isRefusal(targets)) return targets;
  const many = howMany(asked, 'task_count', 'task_percent');
  if (many === undefined) return { why: 'it says neither `task_count` nor `task_percent`' };
  return [faultOf('aws:ecs:stop-task', joined(targets, many), without(asked, reason))];
};

/** `ecs.actions.stop_task`: the one that is named, or any one. */
export const stopTask: FaultMaker = (asked) => {
  const [id, cluster] = [wordOf(given(asked, 'task_id')), wordOf(given(asked, 'cluster'))];
  if (id === undefined) {
    const targets = tasks(asked);
    if (isRefusal(targets)) return targets;
    const any: Piece = {
      fields: { select: 'COUNT(1)' },
      notes: [derived(['targets', 'select'], 'no task is named, which means any one')],
    };
    return [faultOf('aws:ecs:stop-task', joined(targets, any), without(asked, reason))];
  }
  if (cluster === undefined && !id.startsWith('arn:'))
    return { why: 'a task cannot be named without its `cluster`' };
  const [name = ''] = (cluster ?? '').split('/').slice(-1);
  const arn = arnOf(asked.where, 'ecs', `task/${name}/`, id);
  const used = ['task_id', 'cluster', 'service'].filter((one) => given(asked, one) !== undefined);
  const target: Piece = {
    fields: { resourceType: 'aws:ecs:task', arns: [arn], select: 'COUNT(1)' },
    notes: used.map((one) =>
      changed(
        placeOf(asked, one),
        ['targets', 'arns'],
        one === 'service'
          ? 'the task is named, so its service adds nothing'
          : 'a task is named by its ARN here',
      ),
    ),
  };
  return [faultOf('aws:ecs:stop-task', target, without(asked, reason))];
};

/** `fis.actions.start_stress_pod_delete_scenario`: the one action of the template that it makes. */
export const deletePods: FaultMaker = (asked) => {
  const [cluster, selector] = ['cluster_identifier', 'label_selector'].map((name) =>
    wordOf(given(asked, name)),
  );
  const namespace = wordOf(given(asked, 'namespace')) ?? 'default';
  const account = wordOf(given(asked, 'service_account')) ?? 'default';
  const to = (name: string) => ['targets', 'parameters', name];
  const inNamespace =
    given(asked, 'namespace') === undefined
      ? derived(to('namespace'), "Chaos Toolkit's default")
      : carried(placeOf(asked, 'namespace'), to('namespace'), 'the namespace of the pods');
  const pods: Piece = {
    fields: {
      resourceType: 'aws:eks:pod',
      parameters: {
        ...{ clusterIdentifier: cluster, namespace },
        ...{ selectorType: 'labelSelector', selectorValue: selector },
      },
      select: 'COUNT(1)',
    },
    notes: [
      carried(placeOf(asked, 'cluster_identifier'), to('clusterIdentifier'), 'the cluster'),
      carried(placeOf(asked, 'label_selector'), to('selectorValue'), 'the label of the pods'),
      inNamespace,
      derived(
        ['targets', 'select'],
        'the scenario deletes every pod that fits; here it begins with one, since FIS chooses when it starts',
        'raise the count, and `limits.maxTargets` with it, once one pod is no surprise any more',
      ),
    ],
  };
  const serviceAccount =
    given(asked, 'service_account') === undefined
      ? {
          fields: { kubernetesServiceAccount: account },
          notes: [
            derived(
              ['parameters', 'kubernetesServiceAccount'],
              "Chaos Toolkit's default",
              'name the service account that FIS may use',
            ),
          ],
        }
      : argument(asked, 'service_account', 'kubernetesServiceAccount', account);
  return [faultOf('aws:eks:pod-delete', pods, serviceAccount, without(asked, template))];
};

const template = {
  role_arn: 'the role of the template is the one that Firedrill is deployed with',
  log_group_arn: 'the log of the template is the one that Firedrill is deployed with',
  tags: 'the template is made for one run, bears its tags, and is deleted after it',
  client_token: 'derived from the run, so that a repeat is the same fault',
  description: 'the template is described by its run',
};
