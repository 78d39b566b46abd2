import type { Clock } from '../../../core/ports.ts';
import { type Asked, type AwsServer, awsError, awsServer } from './signals-server.ts';

type Schedule = { readonly body: Asked['body']; readonly cancel: () => void };

/** EventBridge Scheduler on a clock of the test: schedules at a rate of one minute, by name, as the API model has them. */
export type FakeScheduler = AwsServer & {
  /** The inputs that targets were called with, as texts. */
  readonly fired: readonly string[];
  /** What a schedule was last created or updated with. */
  schedule(name: string): Asked['body'] | undefined;
  change(name: string, fields: Asked['body']): void;
};

const minuteMs = 60_000;

/** Starts it without any schedule. */
export const fakeScheduler = async (clock: Pick<Clock, 'now' | 'at'>): Promise<FakeScheduler> => {
  const schedules = new Map<string, Schedule>();
  const fired: string[] = [];
  const keep = (name: string, body: Asked['body']) => {
    schedules.get(name)?.cancel();
    const fireAt = (atMs: number): (() => void) => {
      let cancel = clock.at(atMs, () => {
        if (body.State === 'ENABLED') fired.push((body.Target as { Input: string }).Input);
        cancel = fireAt(atMs + minuteMs);
      });
      return () => cancel();
    };
    const firstMs = Math.max(Number(body.StartDate) * 1_000, clock.now());
    schedules.set(name, { body: { ...body, Name: name }, cancel: fireAt(firstMs) });
  };
  const server = await awsServer(({ operation, body }) => {
    const [, method, name = ''] = /^(\w+) \/schedules\/([^?]+)/.exec(operation) ?? [];
    const there = schedules.get(name);
    if (method === 'POST' && there) return awsError('ConflictException', 409);
    if (method !== 'POST' && !there) return awsError('ResourceNotFoundException', 404);
    // https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
    if (Number(body.StartDate) * 1_000 < clock.now() - 5 * minuteMs) return awsError('ValidationException');
    if (method === 'GET') return { body: there?.body ?? {} };
    if (method === 'DELETE') {
      there?.cancel();
      schedules.delete(name);
    } else keep(name, body);
    return { body: { ScheduleArn: `arn:aws:scheduler:eu-central-1:123456789012:schedule/x/${name}` } };
  });
  return {
    ...server,
    fired,
    schedule: (name) => schedules.get(name)?.body,
    change: (name, fields) => keep(name, { ...schedules.get(name)?.body, ...fields }),
  };
};
