import { beforeEach, describe, expect, test } from 'vitest';
import { NotFound } from '../../../core/errors.ts';
import type { Experiment } from '../../../core/experiment.ts';
import { occurrenceId } from '../../../core/slack/announce.ts';
import type { SlackAsked } from '../../../core/slack/asked.ts';
import { slackPeople } from '../../../core/slack/people.ts';
import { work } from '../../../core/slack/work.ts';
import type { Working } from '../../../core/slack/working.ts';
import { slackDrawing } from '../../../report/slack/drawing.ts';
import { toldOf } from '../../../report/slack/told.ts';
import { gameDayIn } from '../../support/a-game-day.ts';
import { anExperiment } from '../../support/an-experiment.ts';
import { memoryDefinitions } from '../../support/memory/definitions.ts';
import { memoryIdempotencyKeys } from '../../support/memory/idempotency-keys.ts';
import { memoryOccurrences } from '../../support/memory/occurrences.ts';
import { memorySlackMessages } from '../../support/memory/slack-messages.ts';
import { openWorld, type World } from '../../support/world.ts';

const people = { U0VIEWER: 'vera', U0OPERATOR: 'otto', U0ADMIN: 'ada' } as const;
type Person = keyof typeof people;
const [viewer, operator, admin]: readonly Person[] = ['U0VIEWER', 'U0OPERATOR', 'U0ADMIN'];

let groups: Record<string, readonly string[] | Error>;
let asked = 0;
let world: World;
let working: Working & { readonly said: string[]; readonly replaced: boolean[] };

beforeEach(async () => {
  groups = { S0OPERATORS: ['U0OPERATOR'], S0ADMINS: ['U0ADMIN'] };
  world = await openWorld({ needs: 2 });
  working = workingIn(world);
});

const workingIn = (of: World): typeof working => {
  const { ports } = of.main;
  const said: string[] = [];
  const replaced: boolean[] = [];
  const membersOf = async (group: string) => {
    asked += 1;
    const members = groups[group] ?? new NotFound(group);
    if (members instanceof Error) throw members;
    return members;
  };
  return {
    ports,
    fronts: {
      ...{ definitions: memoryDefinitions(), occurrences: memoryOccurrences() },
      idempotencyKeys: memoryIdempotencyKeys(),
    },
    slack: {
      respond: async (_, message, how) => {
        said.push(JSON.stringify(message));
        replaced.push(how?.replace ?? false);
      },
    },
    messages: memorySlackMessages(),
    people: slackPeople({ membersOf }, { operators: 'S0OPERATORS', admins: 'S0ADMINS' }, of.clock),
    drawing: slackDrawing((id) => toldOf(ports, id, { environment: 'prod', flags: '' })),
    ...{ said, replaced },
  };
};

const deploy = async (document: Experiment): Promise<void> => {
  const { version } = await world.main.ports.experiments.put(document);
  const definitions = working.fronts.definitions as ReturnType<typeof memoryDefinitions>;
  await definitions.put(
    { kind: 'Experiment', document, version, updatedAtMs: 0, updatedBy: 'ana' },
    undefined,
  );
};

const user = (id: Person) => ({ id, name: people[id] });
const write = async (id: Person, text: string, trigger = `t-${text}`): Promise<string> => {
  await work(working, { kind: 'command', user: user(id), text, trigger, answerTo: 'https://x.test' });
  return working.said.at(-1) ?? '';
};
const press = async (id: Person, action: string, value: string, ts = '1.1'): Promise<string> => {
  const button: SlackAsked = {
    ...{ kind: 'button', user: user(id), action: `firedrill.${action}`, value, trigger: 't' },
    ...{ place: { channel: 'C1', ts }, answerTo: 'https://x.test' },
  };
  await work(working, button);
  return working.said.at(-1) ?? '';
};

/** A run that waits for an approval, with its message in Slack. */
const waiting = async (actor = 'ana'): Promise<string> => {
  const ref = await world.main.ports.experiments.put(
    anExperiment({ approval: { required: true, timeoutMs: 3_600_000 } }),
  );
  const { startRun } = await import('../../../core/protocol/start.ts');
  const runId = world.main.ports.ids.runId();
  await startRun(world.main.ports, { runId, experiment: ref, trigger: { kind: 'slack', actor } });
  await world.until(runId, 'awaiting-approval');
  const { plan } = await world.look(runId);
  const messages = working.messages as ReturnType<typeof memorySlackMessages>;
  await messages.put(
    {
      ...{ subject: runId, channel: '#drills', version: 1, place: { channel: 'C1', ts: '1.1' } },
      ...{ toldSeq: 0, called: [], atMs: 0, planHash: plan?.hash ?? '' },
    },
    undefined,
  );
  return runId;
};

const slackDown = () => {
  groups = { S0OPERATORS: new Error('down'), S0ADMINS: new Error('down') };
};

describe('who may do what', () => {
  const cases: readonly (readonly [string, Person | undefined, string, boolean])[] = [
    ['a viewer may stop', viewer, 'stop all', true],
    ['a viewer may pull a lever', viewer, 'lever pull global fire', true],
    ['a viewer may look', viewer, 'status', true],
    ['a viewer may not start', viewer, 'run one-instance-stops', false],
    ['a viewer may not release a lever', viewer, 'lever release global fine', false],
    ['an operator may start', operator, 'run one-instance-stops', true],
    ['an operator may not release a lever', operator, 'lever release global fine', false],
    ['an admin may start', admin, 'run one-instance-stops', true],
    ['an admin may release a lever', admin, 'lever release global fine', true],
  ];

  test.each(cases)('%s', async (_, id = 'U0VIEWER', text, allowed) => {
    await deploy(anExperiment());
    const answer = await write(id, text);
    expect(!answer.includes('🚫')).toBe(allowed);
  });

  test.each([
    ['stop all', true],
    ['lever pull global fire', true],
    ['run one-instance-stops', false],
    ['lever release global fine', false],
  ])('when Slack does not say who is who: %s → %s', async (text, allowed) => {
    await deploy(anExperiment());
    slackDown();
    expect(!(await write('U0ADMIN', text)).includes('🚫')).toBe(allowed);
  });

  test('groups are asked for once a minute', async () => {
    await deploy(anExperiment());
    asked = 0;
    for (const trigger of ['a', 'b', 'c']) await write('U0OPERATOR', 'run nothing', trigger);
    expect(asked).toBe(2);
    groups = { S0OPERATORS: [], S0ADMINS: [] };
    expect(await write('U0OPERATOR', 'run nothing', 'd')).not.toContain('🚫');
    await world.clock.advance(60_001);
    expect(await write('U0OPERATOR', 'run nothing', 'e')).toContain('🚫');
  });
});

describe('an approval', () => {
  test('by somebody else lets the run go on, bound to the plan that the message showed', async () => {
    const runId = await waiting();
    expect(await press('U0OPERATOR', 'approve', runId)).toContain('👍 Approved');
    const { approval, plan } = await world.look(runId);
    expect(approval).toMatchObject({ answer: 'approved', by: 'slack:U0OPERATOR:otto', planHash: plan?.hash });
    await world.until(runId, 'observing');
  });

  test.each([
    ['slack:U0OPERATOR:somebody', 'by the same account'],
    ['otto', 'by the same name at a terminal'],
    ['arn:aws:sts::111122223333:assumed-role/ops/Otto@example.org', 'by the same name in IAM'],
  ])('needs four eyes: %s', async (actor) => {
    const runId = await waiting(actor);
    expect(await press('U0OPERATOR', 'approve', runId)).toContain('whoever started a run cannot approve it');
    expect((await world.look(runId)).approval).toBeUndefined();
  });

  test('is refused to a viewer, and to everybody when Slack is silent', async () => {
    const runId = await waiting();
    expect(await press('U0VIEWER', 'approve', runId)).toContain('🚫');
    slackDown();
    await world.clock.advance(60_001);
    expect(await press('U0ADMIN', 'approve', runId)).toContain('🚫');
    expect((await world.look(runId)).approval).toBeUndefined();
  });

  test('is refused from a message that is not the run’s', async () => {
    const runId = await waiting();
    expect(await press('U0OPERATOR', 'approve', runId, '9.9')).toContain('not the one of this run');
    expect((await world.look(runId)).approval).toBeUndefined();
  });

  test('is refused when the plan is another than the message showed', async () => {
    const runId = await waiting();
    const { plan } = await world.look(runId);
    if (plan === undefined) throw new Error('no plan');
    await world.runs.update(runId, {}, { plan: { ...plan, hash: 'another' } });
    expect(await press('U0OPERATOR', 'approve', runId)).toContain('has another plan now');
    expect((await world.look(runId)).approval).toBeUndefined();
    await world.runs.update(runId, {}, { plan });
  });

  test('may be denied, also by whoever started it', async () => {
    const runId = await waiting('slack:U0OPERATOR:otto');
    expect(await press('U0OPERATOR', 'deny', runId)).toContain('👎 Denied');
    expect((await world.concluded(runId)).conclusion.exitCode).toBe(6);
  });

  test('comes too late once the run has gone on', async () => {
    const runId = await waiting();
    await press('U0OPERATOR', 'approve', runId);
    await world.until(runId, 'observing');
    expect(await press('U0ADMIN', 'approve', runId)).toContain('does not wait for an approval');
  });
});

describe('stopping', () => {
  test('works from the button, and says the second time that it is under way', async () => {
    const runId = await world.start(anExperiment());
    await world.until(runId, 'observing');
    expect(await press('U0VIEWER', 'stop', runId)).toContain('🛑 Stopping');
    expect(await press('U0OPERATOR', 'stop', runId)).toContain('is stopping already, by vera (Slack)');
    const { signal } = await world.concluded(runId);
    expect(signal).toMatchObject({ kind: 'person', actor: 'slack:U0VIEWER:vera' });
    expect(await press('U0VIEWER', 'stop', runId)).toContain('is over already');
    expect(world.stopped()).toEqual([]);
  });

  test('works by the beginning of an id, with a reason', async () => {
    const runId = await world.start(anExperiment());
    await world.until(runId, 'observing');
    await write('U0VIEWER', `stop ${runId.slice(0, -1)} a customer called`);
    expect((await world.concluded(runId)).signal?.reason).toBe('a customer called');
  });

  test('stops a game day and what runs of it', async () => {
    const id = await gameDayIn(world, [{ of: anExperiment() }]);
    await world.when(async () => (await world.runs.open()).some(({ state }) => state === 'observing'));
    expect(await press('U0VIEWER', 'stop', id)).toContain('🛑 Stopping game day');
    expect(await press('U0VIEWER', 'stop', id)).toContain('is stopping already');
    await world.when(async () => (await world.runs.open()).length === 0);
  });

  test('says when there is nothing to stop', async () => {
    expect(await write('U0VIEWER', 'stop nothing')).toContain('There is no run or game day');
    expect(await write('U0VIEWER', 'stop all')).toContain('Nothing is under way');
  });
});

describe('a run that is asked for', () => {
  test('is started once, though it is asked for three times at once', async () => {
    await deploy(anExperiment());
    const texts = await Promise.all(
      [1, 2, 3].map(() => write('U0OPERATOR', 'run one-instance-stops', 'same')),
    );
    const runs = await world.runs.list(10);
    expect(runs).toHaveLength(1);
    expect(runs[0]?.trigger).toEqual({ kind: 'slack', actor: 'slack:U0OPERATOR:otto' });
    for (const text of texts) expect(text).toContain(runs[0]?.runId);
  });

  test('that is not deployed comes with what was probably meant', async () => {
    await deploy(anExperiment());
    expect(await write('U0OPERATOR', 'run one-instance-stop')).toContain(
      'did you mean `one-instance-stops`?',
    );
    expect(await world.runs.list(1)).toEqual([]);
  });
});

describe('a name', () => {
  const deployDay = async (name: string): Promise<void> => {
    const ref = await world.main.ports.experiments.put(anExperiment());
    const document = {
      ...{ kind: 'GameDay' as const, name, title: 'Autumn', owner: 'shop', purpose: 'practice', notify: [] },
      steps: [{ experiment: 'one.yml', continueOn: 'held' as const, waitMs: 0, human: false }],
    };
    const definitions = working.fronts.definitions as ReturnType<typeof memoryDefinitions>;
    const deployed = { kind: 'GameDay' as const, document, experiments: [ref], version: 'v' };
    await definitions.put({ ...deployed, updatedAtMs: 0, updatedBy: 'ana' }, undefined);
  };

  test('of a game day starts it', async () => {
    await deployDay('autumn');
    expect(await write('U0OPERATOR', 'run autumn')).toContain('▶️ Started Autumn');
    expect(await world.gameDays.list(1)).toMatchObject([{ trigger: { actor: 'slack:U0OPERATOR:otto' } }]);
    expect(await write('U0VIEWER', 'status')).toContain('🎬');
    expect(await write('U0VIEWER', 'stop all enough')).toContain('🛑 Stopping game day');
  });

  test('of an experiment and a game day must say which', async () => {
    await deploy(anExperiment());
    await deployDay('one-instance-stops');
    expect(await write('U0OPERATOR', 'run one-instance-stops')).toContain(
      'write `experiment:` or `gameday:`',
    );
    expect(await write('U0OPERATOR', 'run experiment:one-instance-stops')).toContain('▶️ Started');
    expect(await world.gameDays.list(1)).toEqual([]);
    expect(await write('U0OPERATOR', 'run gameday:one-instance-stops')).toContain('▶️ Started');
  });
});

describe('levers', () => {
  test('stop what runs, refuse what starts, and are released with a reason', async () => {
    const runId = await world.start(anExperiment());
    await world.until(runId, 'observing');
    expect(await write('U0VIEWER', 'lever pull service:shop fire')).toContain(runId);
    expect((await world.concluded(runId)).signal?.kind).toBe('lever');
    expect(await world.levers.engaged(['service:shop'])).toMatchObject([
      { by: 'slack:U0VIEWER:vera', reason: 'fire' },
    ]);
    expect(await write('U0ADMIN', 'lever release service:shop')).toContain('say why it is safe now');
    expect(await write('U0ADMIN', 'lever release service:shop fixed')).toContain('is released');
    expect(await world.levers.engaged(['service:shop'])).toEqual([]);
  });

  test('of a scope that nothing has are pulled, and doubted', async () => {
    await deploy(anExperiment());
    expect(await write('U0VIEWER', 'lever pull service:shp fire')).toContain('did you mean another?');
    expect(await world.levers.engaged(['service:shp'])).toHaveLength(1);
    expect(await write('U0ADMIN', 'lever release service:shop fine')).toContain('is not pulled');
  });
});

describe('words', () => {
  test.each([
    ['', 'What you can ask for'],
    ['help', 'What you can ask for'],
    ['stpo all', 'did you mean `/firedrill stop`?'],
    ['lever push global', 'a lever is pulled or released'],
    ['lever pull shop fire', 'is no scope of a lever'],
    ['run', 'say what to run'],
    ['stop', 'say what to stop'],
    ['list', 'Nothing is deployed'],
    ['status', 'Nothing is under way'],
    ['status nothing', 'There is no run or game day'],
  ])('%j is answered', async (text, answer) => {
    expect(await write('U0VIEWER', text)).toContain(answer);
  });

  test('that mention everybody mention nobody', async () => {
    for (const text of [
      '<!channel>',
      'run <!here>',
      'lever pull <@U1>',
      'stop <!everyone>',
      'status <!here>',
    ])
      expect(await write('U0OPERATOR', text)).not.toMatch(/<[!@]/);
  });

  test('show what is deployed and under way, and the card without its buttons', async () => {
    await deploy(anExperiment());
    expect(await write('U0VIEWER', 'list')).toContain('One instance stops');
    const runId = await world.start(anExperiment());
    await world.until(runId, 'observing');
    expect(await write('U0VIEWER', 'status')).toContain(runId);
    const card = await write('U0VIEWER', `status ${runId}`);
    expect(card).toContain('Fault is live');
    expect(card).not.toContain('firedrill.stop');
  });
});

test('a game day is skipped by anybody, once, and the message says so', async () => {
  const definitions = working.fronts.definitions as ReturnType<typeof memoryDefinitions>;
  const document = {
    ...{ kind: 'GameDay' as const, name: 'autumn', title: 'Autumn', owner: 'shop', purpose: 'practice' },
    ...{ steps: [], notify: [] },
  };
  const deployed = { kind: 'GameDay' as const, document, experiments: [], version: 'v', updatedAtMs: 0 };
  await definitions.put({ ...deployed, updatedBy: 'ana' }, undefined);
  const ref = { kind: 'GameDay', name: 'autumn' } as const;
  const atMs = world.clock.now() + 3_600_000;
  expect(await press('U0VIEWER', 'skip', occurrenceId(ref, atMs))).toContain('is skipped');
  expect(working.replaced.at(-1)).toBe(true);
  expect(await working.fronts.occurrences.skippedBy(ref, atMs)).toBe('slack:U0VIEWER:vera');
  expect(await press('U0VIEWER', 'skip', occurrenceId(ref, 1))).toContain('too late');
  expect(await press('U0VIEWER', 'skip', 'GameDay/1/spring')).toContain('not deployed any more');
  expect(await press('U0VIEWER', 'skip', 'nonsense')).toContain('not deployed any more');
});

test('a gate is opened by an operator, and by no viewer', async () => {
  const id = await gameDayIn(world, [{ of: anExperiment() }, { of: anExperiment(), human: true }]);
  await world.when(async () => (await world.gameDays.get(id))?.waiting !== undefined);
  expect(await press('U0VIEWER', 'go', id)).toContain('🚫');
  expect(await press('U0OPERATOR', 'go', id)).toContain('👍 Go');
  expect((await world.gameDays.get(id))?.openedBefore).toBe(1);
});

test('a button of another version does nothing', async () => {
  expect(await press('U0ADMIN', 'explode', 'run-1')).toContain('another version');
});

test('what goes wrong with us is said, and known to whoever watches the function', async () => {
  working = { ...working, drawing: { ...working.drawing, card: () => Promise.reject(new Error('defect')) } };
  await expect(write('U0VIEWER', 'status run-1')).rejects.toThrow('defect');
  expect(working.said.at(-1)).toContain('That went wrong');
});
