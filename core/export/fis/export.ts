import type { Experiment } from '../../experiment.ts';
import type { Note } from '../../import/shared/imported.ts';
import { fillInWord } from '../../import/shared/placeholder.ts';
import { exportFaults, type TemplateAction } from './faults.ts';
import { leftBehind } from './left-behind.ts';
import { exportStopConditions, type StopCondition } from './stop-conditions.ts';
import { exportTags } from './tags.ts';
import type { TemplateTarget } from './target.ts';

/** The input of CreateExperimentTemplate, as `aws fis create-experiment-template --cli-input-json` takes it. */
export type FisTemplate = {
  readonly description: string;
  readonly targets: Readonly<Record<string, TemplateTarget>>;
  readonly actions: Readonly<Record<string, TemplateAction>>;
  readonly stopConditions: readonly StopCondition[];
  readonly roleArn: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly experimentOptions: {
    readonly accountTargeting: 'single-account';
    readonly emptyTargetResolutionMode: 'fail';
  };
};

/** What only an account can tell. */
export type ExportOptions = {
  /** The role FIS takes on; its account is taken for that of the alarms. */
  readonly roleArn?: string;
  /** The Region of the alarms. */
  readonly region?: string;
};

/** A template with what FIS cannot express; `template` is missing where no fault is left. `from` points into the experiment. */
export type Exported = { readonly template?: FisTemplate; readonly notes: readonly Note[] };

/** An experiment as a template of FIS. */
export const exportFis = (experiment: Experiment, { roleArn, region }: ExportOptions): Exported => {
  const faults = exportFaults(experiment);
  const place = { region: region ?? fillInWord('region'), account: accountOf(roleArn) };
  const stops = exportStopConditions(experiment.steadyState.probes, place);
  const about = describe(experiment);
  const tags = exportTags(experiment);
  const role: readonly Note[] = roleArn === undefined ? [NO_ROLE] : [];
  const notes = [
    ...about.notes,
    ...tags.notes,
    ...stops.notes,
    ...faults.notes,
    ...leftBehind(experiment),
    ...role,
  ];
  if (Object.keys(faults.actions).length === 0) return { notes };
  return {
    template: {
      description: about.description,
      ...{ targets: faults.targets, actions: faults.actions, stopConditions: stops.stopConditions },
      roleArn: roleArn ?? `arn:aws:iam::${fillInWord('account')}:role/${fillInWord('role')}`,
      tags: tags.tags,
      experimentOptions: { accountTargeting: 'single-account', emptyTargetResolutionMode: 'fail' },
    },
    notes,
  };
};

const NO_ROLE: Note = {
  ...{ what: 'derived', to: '/roleArn', message: 'FIS needs a role that an experiment does not name' },
  fix: 'say --role-arn',
};

const accountOf = (roleArn: string | undefined): string =>
  /^arn:[^:]*:iam::(\d{12}):/.exec(roleArn ?? '')?.[1] ?? fillInWord('account');

const MOST = 512;

// The hypothesis first: an import makes the title of what stands before the empty line.
const describe = ({
  title,
  purpose,
}: Experiment): { readonly description: string; readonly notes: readonly Note[] } => {
  const whole = `${title}\n\n${purpose}`;
  if (whole.length <= MOST) return { description: whole, notes: [] };
  const short = title.slice(0, MOST);
  const from = title.length > MOST ? '/title' : '/purpose';
  const message = `a description in FIS has ${MOST} characters at most`;
  return {
    description: short,
    notes: [{ what: title.length > MOST ? 'changed' : 'refused', from, to: '/description', message }],
  };
};
