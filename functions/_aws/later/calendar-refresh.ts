import { calendarCopyWriter } from '../../../adapters/dynamodb/calendar-copies.ts';
import { calendarAt } from '../../../adapters/ical/calendar-at.ts';
import { refreshCalendars } from '../../../adapters/ical/refresh.ts';
import { readText } from '../../../adapters/s3/read-text.ts';
import { readParameter } from '../../../adapters/ssm/parameters.ts';
import { s3 } from '../clients/s3.ts';
import { ssm } from '../clients/ssm.ts';
import { common } from '../common.ts';
import { environment } from '../environment.ts';
import { sources } from '../sources.ts';
import { table } from '../table.ts';

const readCalendar = calendarAt({
  s3: (key) => readText(s3, environment.FIREDRILL_BUCKET, `calendars/${key.replace(/^calendars\//, '')}`),
  ssm: (name) => readParameter(ssm, name),
});

/** Fetches every calendar that the deployment names; gives what stood in the way, by calendar. */
export const refresh = async (): Promise<readonly string[]> =>
  refreshCalendars(await sources(), readCalendar, calendarCopyWriter(table), common.clock);
