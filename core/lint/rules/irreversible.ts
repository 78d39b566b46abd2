import { catalogued } from '../../catalogue/catalogue.ts';
import type { Fault } from '../../experiment.ts';
import { faultsOf, found } from '../found.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

const isIrreversible = ({ action }: Fault): boolean => catalogued(action)?.revertClass === 'irreversible';

const unseen: Rule = {
  id: 'recovery-unseen',
  severity: 'advice',
  summary: 'something is lost for good, and no probe shows that it is replaced',
  why: 'Errors may stay at zero while the last instance carries everything. What shows that it is back is a count that must reach its old value, such as HealthyHostCount.',
  link: page.balancer,
  check: (experiment) => {
    const lost = faultsOf(experiment).filter(({ fault }) => isIrreversible(fault));
    const [first] = lost;
    const shown = experiment.steadyState.probes.some(
      (probe) => probe.type === 'alarm' || (probe.type === 'metric' && probe.bounds.min !== undefined),
    );
    return first === undefined || shown
      ? []
      : [
          found(
            ['steadyState', 'probes'],
            `no probe shows that what "${first.fault.name}" takes is there again`,
            'add one with `bounds: { min: … }` on what must be back',
          ),
        ];
  },
};

const unguarded: Rule = {
  id: 'irreversible-unguarded',
  severity: 'advice',
  summary: 'something is lost for good, at any hour and while anything may be going on',
  why: 'Nobody can call it back once it is done. A window keeps it to hours when people are there, and a quiet alarm keeps it from a bad day.',
  link: page.planning,
  check: (experiment) => {
    const { guards, approval } = experiment;
    const first = faultsOf(experiment).find(({ fault }) => isIrreversible(fault));
    const guarded =
      guards.window !== undefined ||
      approval.required ||
      [guards.calendars, guards.incidents, guards.quietAlarms].some((names) => names.length > 0);
    return first === undefined || guarded
      ? []
      : [
          found(
            first.path,
            'it cannot be undone, and nothing says when it may not run',
            'add `guards: { window: … }`',
          ),
        ];
  },
};

/** Rules about what is lost for good. */
export const irreversibleRules: readonly Rule[] = [unseen, unguarded];
