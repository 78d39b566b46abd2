import type { Command } from 'commander';
import type { Experiment } from '../core/experiment.ts';
import type { AlarmDefinition, LintContext } from '../core/lint/context.ts';
import { alarmsOf, unmadeBy } from '../core/lint/fleets.ts';
import type { LabClient } from '../lab/client.ts';
import { readLabIntegrations } from '../lab/integrations.ts';
import { awsChoiceOf } from './globals.ts';
import { fleets, orSaid } from './lint-looks.ts';
import type { Output } from './output.ts';

/** What the linter may know beyond the document: of the account with `--aws`, of the lab with `--lab`, else nothing. */
export const contextFor = async (
  command: Command,
  out: Output,
  experiment: Experiment,
): Promise<LintContext> => {
  if (awsChoiceOf(command)) {
    const { awsContext } = await import('./aws/lint-context.ts');
    return awsContext(command, out, experiment);
  }
  return command.getOptionValue('lab') === true ? labContext(command, out, experiment) : {};
};

const labContext = async (command: Command, out: Output, experiment: Experiment): Promise<LintContext> => {
  const { needIdle, needLab } = await import('./session.ts');
  const { openLabSession } = await import('./lab-session.ts');
  const session = await openLabSession(command);
  try {
    const { faults } = await needIdle(session);
    const known = await orSaid(out, 'the integrations', async () => readLabIntegrations(session.stateDir));
    return {
      ...(known && { integrations: known.integrations }),
      unmade: unmadeBy(faults, experiment),
      fleets: await fleets(out, faults, experiment),
      alarms: await labAlarms(needLab(session), experiment),
    };
  } finally {
    session.close();
  }
};

const labAlarms = async (
  lab: LabClient,
  experiment: Experiment,
): Promise<ReadonlyMap<string, AlarmDefinition>> => {
  const { alarms } = await lab.describeAlarms({ alarmNames: alarmsOf(experiment) });
  return new Map(
    alarms.map(({ configuration }) => [
      configuration.alarmName,
      {
        metrics: Object.values(configuration.metrics),
        treatMissingData: configuration.treatMissingData,
        detectionMs: configuration.periodMs * configuration.datapointsToAlarm,
      },
    ]),
  );
};
