import { createEngine } from '../lab/engine/engine.ts';
import { type Figure, percentile, rounded } from './figures.ts';

const turns = 500;
const rounds = 9;

// A loop of Task, Choice and Assign with JSONata in each: what a state machine of ours is made of.
const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Init',
  States: {
    Init: { Type: 'Pass', Assign: { i: 0 }, Next: 'Work' },
    Work: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:eu-lab-1:000000000000:function:work',
      Arguments: { i: '{% $i %}' },
      Assign: { i: '{% $i + 1 %}' },
      Next: 'More',
    },
    More: { Type: 'Choice', Choices: [{ Condition: `{% $i < ${turns} %}`, Next: 'Work' }], Default: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

const clock = { now: () => Date.now(), at: (atMs: number, run: () => void) => timer(atMs, run) };

const timer = (atMs: number, run: () => void) => {
  const handle = setTimeout(run, atMs - Date.now());
  return () => clearTimeout(handle);
};

/** The engine's own work per transition, and how it compares with merely awaiting the function. */
export const engineTransitions = async (): Promise<readonly Figure[]> => {
  const work = async (_name: string, event: unknown) => event;
  let id = 0;
  const engine = createEngine({ clock, random: Math.random, id: () => String(++id), invoke: work });
  engine.createStateMachine('loop', definition);
  const perTransition: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const beganMs = performance.now();
    const { executionArn } = engine.startExecution({
      stateMachine: 'loop',
      name: `round-${round}`,
      input: {},
    });
    await engine.settled(executionArn);
    perTransition.push((performance.now() - beganMs) / (2 * turns + 2));
    const bareMs = performance.now();
    for (let turn = 0; turn < turns; turn++) await work('work', { i: turn });
    floor.push((performance.now() - bareMs) / turns);
  }
  const median = percentile(perTransition, 0.5);
  const method = `median of ${rounds} executions of ${2 * turns + 2} transitions (Task with JSONata arguments, Assign, Choice)`;
  return [
    {
      name: 'engine overhead per transition',
      value: rounded(1000 * median),
      unit: 'µs',
      goal: 300,
      method,
    },
    {
      name: 'engine overhead per transition, against awaiting the bare function',
      value: rounded(median / percentile(floor, 0.5)),
      unit: '×',
      method: 'ratio of the medians in the same run',
    },
  ];
};
