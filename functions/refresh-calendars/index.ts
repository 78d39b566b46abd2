import { calendarCopyWriter } from '../../adapters/dynamodb/calendar-copies.ts';
import { calendarAt } from '../../adapters/ical/calendar-at.ts';
import { refreshCalendars } from '../../adapters/ical/refresh.ts';
import { readText } from '../../adapters/s3/read-text.ts';
import { readParameter } from '../../adapters/ssm/parameters.ts';
import { s3 } from '../_aws/clients/s3.ts';
import { ssm } from '../_aws/clients/ssm.ts';
import { common } from '../_aws/common.ts';
import { environment } from '../_aws/environment.ts';
import { sources } from '../_aws/sources.ts';
import { table } from '../_aws/table.ts';
import { handler } from './handler.ts';

const readCalendar = calendarAt({
  s3: (key) => readText(s3, environment.FIREDRILL_BUCKET, `calendars/${key.replace(/^calendars\//, '')}`),
  ssm: (name) => readParameter(ssm, name),
});

/** On AWS. */
export const main = handler(async () =>
  refreshCalendars(await sources(), readCalendar, calendarCopyWriter(table), common.clock),
);
