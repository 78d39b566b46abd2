import { GetCalendarStateCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { ServiceUnavailable } from '../../core/errors.ts';
import type { Calendars } from '../../core/ports.ts';
import { calling } from '../aws/calling.ts';

/**
 * Change calendars of Systems Manager, by name or ARN. A calendar that does not say OPEN or CLOSED is unreadable; one that
 * is open, and says that it changes before the run can be over, is closed.
 */
export const changeCalendars = (client: SSMClient): Calendars => ({
  isOpen: (name, fromMs, untilMs) =>
    calling(`read the change calendar ${name}`, async () => {
      const asked = { CalendarNames: [name], AtTime: new Date(fromMs).toISOString() };
      const { State, NextTransitionTime } = await client.send(new GetCalendarStateCommand(asked));
      if (State !== 'OPEN' && State !== 'CLOSED')
        throw new ServiceUnavailable(`The change calendar ${name} gave the state ${State}`);
      const changesMs = NextTransitionTime === undefined ? Infinity : Date.parse(NextTransitionTime);
      if (Number.isNaN(changesMs))
        throw new ServiceUnavailable(`The change calendar ${name} changes at ${NextTransitionTime}`);
      return State === 'OPEN' && changesMs >= untilMs;
    }),
});
