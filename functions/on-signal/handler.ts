import * as z from 'zod';
import { type LambdaFunction, task } from '../_lambda/task.ts';
import { AlarmStateChange, CalendarStateChange, FisStateChange } from './events.ts';
import { alarmOf, calendarOf, faultOf, type RunBehind } from './telling.ts';

const Signal = z.discriminatedUnion('detail-type', [AlarmStateChange, FisStateChange, CalendarStateChange]);

/** EventBridge: an alarm, a FIS experiment or a change calendar has changed its state. Stops the runs that it concerns. */
export const hearing = (runBehind: RunBehind): LambdaFunction =>
  task(Signal, async (ports, event) => {
    if (event['detail-type'] === 'CloudWatch Alarm State Change') return alarmOf(ports, event);
    if (event['detail-type'] === 'FIS Experiment State Change') return faultOf(ports, event, runBehind);
    return calendarOf(ports, event);
  });

/** Where nothing is called FIS, as on one machine. */
export const handler: LambdaFunction = hearing(async () => undefined);
