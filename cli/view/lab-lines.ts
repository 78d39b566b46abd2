import type { Snapshot } from '../../lab/keeper/api.ts';
import type { Output } from '../output.ts';

/** What of the lab is up, and what its users see. */
export const labLines = (out: Output, snapshot: Snapshot): readonly string[] => [
  `  web      ${instancesOf(out, snapshot)}`,
  `  database ${databaseOf(out, snapshot)}`,
  `  network  ${networkOf(out, snapshot)}`,
  `  users    ${usersOf(out, snapshot)}`,
  `  alarms   ${alarmsOf(out, snapshot)}`,
];

const instancesOf = ({ style }: Output, { instances }: Snapshot): string => {
  return instances
    .filter(({ state }) => state !== 'terminated')
    .map(({ zone, state, health }) => {
      const well = state === 'running' && health === 'healthy';
      const how = state === 'running' ? (health ?? state) : state;
      return `${zone} ${style(well ? 'green' : 'red', `${well ? '●' : '○'} ${how}`)}`;
    })
    .join('   ');
};

const databaseOf = (
  { style }: Output,
  { database: { dbInstanceIdentifier, dbInstanceStatus, availabilityZone } }: Snapshot,
): string => {
  const well = dbInstanceStatus === 'available';
  const how = style(well ? 'green' : 'red', `${well ? '●' : '○'} ${dbInstanceStatus}`);
  return `${dbInstanceIdentifier} ${how} · primary in ${availabilityZone}`;
};

const networkOf = ({ style }: Output, { disrupted }: Snapshot): string =>
  disrupted.length === 0
    ? 'every subnet is connected'
    : style('red', `cut off: ${disrupted.map(({ zone }) => zone).join(', ')}`);

const usersOf = ({ style }: Output, { users: { ok, failed, windowMs, p99Ms } }: Snapshot): string => {
  const failing = failed > 0 ? style('red', `${failed} failed`) : '0 failed';
  const slowest = p99Ms === null ? '–' : `${Math.round(p99Ms)} ms`;
  return `${ok} ok, ${failing} in the last ${Math.round(windowMs / 1000)} s · p99 ${slowest}`;
};

const alarmsOf = ({ style }: Output, { alarms }: Snapshot): string => {
  const loud = alarms.filter(({ state }) => state === 'ALARM');
  if (loud.length > 0)
    return style('red', `ALARM ${loud.map(({ configuration }) => configuration.alarmName).join(', ')}`);
  const unsure = alarms.filter(({ state }) => state === 'INSUFFICIENT_DATA').length;
  return `none of ${alarms.length}${unsure > 0 ? `, ${unsure} without enough data` : ''}`;
};
