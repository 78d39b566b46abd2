import { NotFound } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { note } from '../protocol/record.ts';
import { signalRun } from '../protocol/signal.ts';
import type { GameDayRun } from '../run.ts';
import { gameDayOf } from './next-step.ts';

/** State AskPerson: stores the token of a gate that only a person opens. */
export const askPerson = async (
  ports: Ports,
  gameDayId: string,
  step: number,
  token: string,
): Promise<void> => {
  const day = await ports.gameDays.update(gameDayId, (now) => ({ ...now, waiting: { step, token } }));
  await note(ports, gameDayId, 'gate-waits', { data: { step } });
  if (day) await settleGate(ports, day);
};

/** A person opens the gate that a game day waits at. */
export const openGate = async (ports: Ports, gameDayId: string, by: string): Promise<void> => {
  const { waiting } = await gameDayOf(ports, gameDayId);
  if (waiting === undefined) throw new NotFound(`Game day ${gameDayId} is not waiting for anybody`);
  await note(ports, gameDayId, 'gate-opened', { actor: by, data: { step: waiting.step } });
  await ports.gameDays.update(gameDayId, (now) => ({ ...now, openedBefore: waiting.step }));
};

/** Answers the waiting gate when it is open, or when the game day has been stopped. */
export const settleGate = async (
  ports: Ports,
  { gameDayId, waiting, openedBefore, stop }: GameDayRun,
): Promise<void> => {
  if (waiting === undefined || (openedBefore < waiting.step && stop === undefined)) return;
  // The token goes last: an answer that is lost before this is given again.
  await ports.executions.succeed(waiting.token, {});
  await ports.gameDays.update(gameDayId, ({ waiting: asked, ...now }) =>
    asked === undefined || asked.token === waiting.token ? now : { ...now, waiting: asked },
  );
};

/** Stops a game day and the run it is in, by signals: nothing is ever aborted in mid-fault. */
export const stopGameDay = async (
  ports: Ports,
  gameDayId: string,
  by: string,
  reason: string,
): Promise<void> => {
  const atMs = ports.clock.now();
  const day = await ports.gameDays.update(gameDayId, (now) => ({
    ...now,
    stop: now.stop ?? { by, atMs, reason },
  }));
  if (day === undefined) throw new NotFound(`There is no game day ${gameDayId}`);
  await note(ports, gameDayId, 'stop', { actor: by, reason });
  const under = day.steps.filter(({ conclusion }) => conclusion === undefined);
  await Promise.all(
    under.map(async ({ runId }) => {
      if (await ports.runs.get(runId))
        await signalRun(ports, runId, { kind: 'person', atMs, actor: by, reason });
    }),
  );
  await settleGate(ports, day);
};
