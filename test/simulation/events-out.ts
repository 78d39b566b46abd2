import type { AlarmNow } from '../../core/ports.ts';
import type { Ground } from './ground.ts';
import type { Quietly } from './quietly.ts';

const lateMs = 8_000;
const againMs = 1_500;

/** EventBridge, which may lose the changes of alarms, bring them late, or twice. */
export const alarmEvents =
  ({ clock, weather }: Pick<Ground, 'clock' | 'weather'>, quietly: Quietly) =>
  (change: AlarmNow): void => {
    const event = eventOf(change);
    if (weather.events === 'lost') return;
    const send = () => quietly('on-signal', event);
    // A change to ALARM that arrives after the change back.
    if (weather.events === 'late' && change.state !== 'OK') clock.at(clock.now() + lateMs, send);
    else send();
    if (weather.events === 'twice') clock.at(clock.now() + againMs, send);
  };

const eventOf = ({ alarm, state, reason, atMs }: AlarmNow) => ({
  'detail-type': 'CloudWatch Alarm State Change',
  detail: { alarmName: alarm, state: { value: state, reason, timestamp: new Date(atMs).toISOString() } },
});
