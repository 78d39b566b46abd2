import { likelyAlarms } from '../core/likely-alarms.ts';
import type { Plan } from '../core/run.ts';
import type { LabClient } from '../lab/client.ts';
import type { Outlook } from './session.ts';

/** Which of the lab's alarms look at what a plan would hit; nobody needs a permission there. */
export const labOutlook = async (lab: LabClient, plan: Plan): Promise<Outlook> => {
  const { alarms } = await lab.describeAlarms();
  const definitions = alarms.map(({ configuration: { alarmName: name, metrics } }) => ({
    name,
    dimensions: Object.assign({}, ...Object.values(metrics).map(({ dimensions }) => dimensions)),
  }));
  return { alarms: likelyAlarms(plan, definitions), missing: [], unknown: [] };
};
