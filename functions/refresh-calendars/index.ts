import { handler } from './handler.ts';

/** On AWS. What reads iCalendar is larger than all the rest, so it is loaded when it is asked for. */
export const main = handler(async () => (await import('../_aws/later/calendar-refresh.ts')).refresh());
