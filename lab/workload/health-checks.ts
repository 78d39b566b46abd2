import { get } from 'node:http';
import type { LabClock } from '../lab-clock.ts';
import type { Target } from './messages.ts';
import { HEALTH_CHECK } from './settings.ts';
import type { CheckResult, TargetGroup } from './target-group.ts';

// At scale 60 two lab seconds are 33 real milliseconds, which a busy machine can take to schedule a healthy process, and
// the database behind it.
const TIMEOUT_FLOOR_REAL_MS = 300;

/** Checks one target until it is no longer registered as it is now; the first check is at once. */
export const keepChecking = (group: TargetGroup, target: Target, clock: LabClock): void => {
  const once = async () => {
    if (!group.targets().includes(target)) return;
    const next = clock.now() + HEALTH_CHECK.intervalMs;
    group.checked(target, await check(target, clock));
    clock.at(next, () => void once());
  };
  void once();
};

const check = (target: Target, clock: LabClock) =>
  new Promise<CheckResult>((resolve) => {
    const timeout = Math.max(clock.real(HEALTH_CHECK.timeoutMs), TIMEOUT_FLOOR_REAL_MS);
    const failed = (reason: string) => resolve({ passed: false, reason });
    const request = get({ host: '127.0.0.1', port: target.port, path: HEALTH_CHECK.path, agent: false });
    const timer = setTimeout(() => {
      failed('Target.Timeout');
      request.destroy();
    }, timeout);
    request.on('response', (response) => {
      clearTimeout(timer);
      response.resume();
      if (response.statusCode === HEALTH_CHECK.matcher) resolve({ passed: true });
      else failed('Target.ResponseCodeMismatch');
    });
    request.on('error', () => {
      clearTimeout(timer);
      failed('Target.FailedHealthChecks');
    });
  });
