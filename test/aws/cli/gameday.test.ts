import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GameDayConclusion } from '../../../core/run.ts';
import { wholeGameDays, wholeJournal } from '../dynamodb/whole-ports.ts';
import { type AtStage, openStage } from './support/stack.ts';

const document = fileURLToPath(new URL('../../../experiments/ec2-alb/first-game-day.yml', import.meta.url));
const asExpected: GameDayConclusion = { exitCode: 0, asExpected: true, steps: [] };
let stage: AtStage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

/** What the stack's functions would do at a gate, and at the end. */
const waitAtGate = async (id: string) => {
  await wholeGameDays(stage.table).update(id, (day) => ({
    ...day,
    waiting: { step: 1, token: 't'.repeat(100) },
  }));
  await wholeJournal(stage.table).append(id, { kind: 'gate-waits', atMs: 1, actor: 'x', data: { step: 1 } });
};
const close = (id: string) =>
  wholeGameDays(stage.table).update(id, (day) => ({ ...day, state: 'closed', conclusion: asExpected }));

test('a game day is started in the stack, its experiments with it', async () => {
  const { code, result, stderr } = await stage.run('gameday', document, '--gameday-id', 'day-started');

  expect(code, stderr).toBe(0);
  expect(result).toEqual({ type: 'result', gameDayId: 'day-started' });
  const day = await wholeGameDays(stage.table).get('day-started');
  expect(day).toMatchObject({ state: 'running', trigger: { actor: expect.stringMatching(/^arn:aws:/) } });
  expect(day?.experiments).toHaveLength(day?.document.steps.length ?? 0);
});

test('with --wait a command opens its gates, and the exit code is the verdict', async () => {
  const args = ['gameday', document, '--wait', '--gameday-id', 'day-waited', '--at-gate', 'true'];
  const program = stage.start(args);
  await program.entry('gameday-created');
  await waitAtGate('day-waited');
  await program.entry('gate-opened');
  await close('day-waited');
  const { code, result, stderr } = await program.ended;

  expect(code, stderr).toBe(0);
  expect(result).toMatchObject({ gameDayId: 'day-waited', asExpected: true });
  expect((await wholeGameDays(stage.table).get('day-waited'))?.openedBefore).toBe(1);
});

test('approve opens a gate of a game day', async () => {
  await waitAtGate('day-started');
  const { code, stderr } = await stage.run('approve', 'day-started');

  expect(code, stderr).toBe(0);
  expect((await wholeGameDays(stage.table).get('day-started'))?.openedBefore).toBe(1);
});
