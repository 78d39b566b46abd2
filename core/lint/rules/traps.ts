import { catalogued } from '../../catalogue/catalogue.ts';
import { eachFault, found } from '../found.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

const capacity: Rule = {
  id: 'capacity-error-without-effect',
  severity: 'advice',
  summary: 'a capacity error that Karpenter may never see',
  why: 'FIS does not fail requests that ask for capacity in several zones at once, and that is how Karpenter calls CreateFleet: the fault may do nothing at all.',
  link: page.actions,
  check: eachFault(({ fault: { action, targets }, path }) => {
    const named = [
      ...(targets.arns ?? []),
      ...Object.keys(targets.tags ?? {}),
      ...Object.values(targets.tags ?? {}),
    ];
    return action === 'aws:ec2:api-insufficient-instance-capacity-error' &&
      named.some((text) => /karpenter/i.test(text))
      ? [
          found(
            [...path, 'action'],
            'requests for capacity in several zones are not failed, which Karpenter sends',
            'restrict the node pool to one zone for the run, or expect `untested`',
          ),
        ]
      : [];
  }),
};

const memory: Rule = {
  id: 'memory-stress-kills-first',
  severity: 'advice',
  summary: 'memory stress so high that its own helper is killed',
  why: 'At 95 % the kernel kills the container that makes the stress, not the application: the fault fails and users see nothing.',
  link: page.pods,
  check: eachFault(({ fault: { action, parameters }, path }) =>
    catalogued(action) && action.endsWith('memory-stress') && Number(parameters.percent ?? 0) >= 95
      ? [
          found(
            [...path, 'parameters', 'percent'],
            `${parameters.percent} % leaves no room for what makes the stress`,
            'write 90 or less',
          ),
        ]
      : [],
  ),
};

const bottlerocket: Rule = {
  id: 'host-document-on-bottlerocket',
  severity: 'warning',
  summary: 'an SSM document on hosts that run Bottlerocket',
  why: 'The documents of AWS expect a Linux with a shell and a package manager. On Bottlerocket a command ends up in the control container and does not reach the host.',
  link: page.documents,
  check: eachFault(({ fault: { action, targets }, path }) => {
    const said = [
      ...Object.entries(targets.tags ?? {}).flat(),
      ...targets.filters.flatMap(({ values }) => values),
    ];
    return action === 'aws:ssm:send-command' && said.some((text) => /bottlerocket/i.test(text))
      ? [
          found(
            [...path, 'action'],
            'Bottlerocket has no shell on its hosts',
            'use the actions on pods: `aws:eks:pod-…`',
          ),
        ]
      : [];
  }),
};

/** Rules about actions that others have found not to do what they say. */
export const trapRules: readonly Rule[] = [capacity, memory, bottlerocket];
