import { GetCalendarStateCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { ServiceUnavailable } from '../../core/errors.ts';
import type { Calendars } from '../../core/ports.ts';
import { calling } from '../aws/calling.ts';

/** Change calendars of Systems Manager, by name or ARN. A calendar that does not say OPEN or CLOSED is unreadable. */
export const changeCalendars = (client: SSMClient): Calendars => ({
  isOpen: (name, atMs) =>
    calling(`read the change calendar ${name}`, async () => {
      const asked = { CalendarNames: [name], AtTime: new Date(atMs).toISOString() };
      const { State } = await client.send(new GetCalendarStateCommand(asked));
      if (State !== 'OPEN' && State !== 'CLOSED')
        throw new ServiceUnavailable(`The change calendar ${name} gave the state ${State}`);
      return State === 'OPEN';
    }),
});
