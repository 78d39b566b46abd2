import { describe, expect, test } from 'vitest';
import { ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import type { FiredrillEvent } from '../../../core/events.ts';
import type { Notify } from '../../../core/experiment.ts';
import { type Integrations, readIntegrations } from '../../../core/notices/integrations.ts';
import { type Messenger, type NoticeDesk, tellPeople } from '../../../core/notices/tell-people.ts';
import { toldHere } from '../../../core/notices/told-here.ts';
import type { Run } from '../../../core/run.ts';
import { anExperiment } from '../../support/an-experiment.ts';
import { memoryExperiments } from '../../support/memory/experiments.ts';
import { memoryGameDays } from '../../support/memory/game-days.ts';
import { memoryJournal } from '../../support/memory/journal.ts';
import { memoryRuns } from '../../support/memory/runs.ts';
import { virtualClock } from '../../support/memory/virtual-clock.ts';
import { anEvent, aSubject, atMs } from './subjects.ts';

const known = readIntegrations(
  JSON.stringify({
    integrations: {
      shop: { type: 'pagerduty', routingKey: 'ssm:/pd' },
      ops: { type: 'teams', url: 'ssm:/teams' },
      audit: { type: 'webhook', url: 'ssm:/hook', secrets: ['ssm:/secret'] },
    },
    needsHuman: ['pagerduty:shop'],
  }),
  'x',
);
const bothWays: readonly Notify[] = [
  { channel: 'teams:ops', on: ['started', 'needs-human'] },
  { channel: 'webhook:audit', on: ['started', 'needs-human'] },
];
const started = anEvent('RunCommitted', { hash: 'h' });
const page = anEvent('NeedsHuman', { reason: 'web-1 is not back' });

type Given = {
  readonly notify?: readonly Notify[];
  readonly run?: Partial<Run>;
  readonly integrations?: () => Promise<Integrations>;
  readonly told?: Partial<NoticeDesk['told']>;
};

const opened = async ({ notify = bothWays, run = {}, integrations, told = {} }: Given = {}) => {
  const clock = virtualClock();
  const [runs, experiments, journal] = [memoryRuns(), memoryExperiments(), memoryJournal()];
  const experiment = await experiments.put(anExperiment({ notify }));
  await runs.create({ ...aSubject([], run).run, experiment });
  const sent: string[] = [];
  const failing = new Map<string, () => Promise<void>>();
  const messenger: Messenger = async ({ channel, form }, _, integration) => {
    await failing.get(channel)?.();
    sent.push(`${channel} ${form} ${integration?.type ?? ''}`.trim());
  };
  const desk: NoticeDesk = {
    ...{ runs, experiments, journal, clock, actor: 'tell-people', gameDays: memoryGameDays() },
    told: { ...toldHere(), ...told },
    integrations: integrations ?? (async () => known),
    messengers: { pagerduty: messenger, teams: messenger, webhook: messenger, sns: messenger },
  };
  return {
    ...{ clock, sent, failing },
    tell: (event: FiredrillEvent) => tellPeople(desk, event),
    failures: async () =>
      (await journal.read('run-1')).map(({ kind, reason, data }) => `${kind} ${data?.channel} ${reason}`),
  };
};

describe('people', () => {
  test('are told by every channel, each with its integration', async () => {
    const { tell, sent } = await opened();
    await tell(page);
    expect(sent.toSorted()).toEqual([
      'pagerduty:shop trigger pagerduty',
      'teams:ops message teams',
      'webhook:audit message webhook',
    ]);
  });

  test('are told once, though the event is delivered twice, or twice at the same time', async () => {
    const { tell, sent } = await opened();
    await Promise.allSettled([tell(started), tell(started)]);
    await tell(started);
    expect(sent.toSorted()).toEqual(['teams:ops message teams', 'webhook:audit message webhook']);
  });

  test('who could not be told are told again, and those who were are not', async () => {
    const { tell, sent, failing } = await opened();
    failing.set('teams:ops', async () => {
      throw new ServiceUnavailable('teams:ops answered 429');
    });
    await expect(tell(started)).rejects.toThrow('teams:ops answered 429');
    expect(sent).toEqual(['webhook:audit message webhook']);
    failing.clear();
    await tell(started);
    expect(sent).toEqual(['webhook:audit message webhook', 'teams:ops message teams']);
  });

  test('whom telling hangs for keep nobody else waiting, and it is given up', async () => {
    const { tell, sent, failing, clock } = await opened();
    failing.set('teams:ops', () => new Promise(() => undefined));
    const telling = tell(started).catch((failure: unknown) => failure);
    await clock.advance(0);
    expect(sent).toEqual(['webhook:audit message webhook']);
    await clock.advance(15_000);
    expect(String(await telling)).toContain('Could not tell teams:ops within 15 s');
  });

  test('who can never be told are on record, and it is not tried again', async () => {
    const { tell, failing, failures, sent } = await opened();
    failing.set('teams:ops', async () => {
      throw new WrongAsAsked('teams:ops answered 404');
    });
    await tell(started);
    failing.clear();
    await tell(started);
    expect(sent).toEqual(['webhook:audit message webhook']);
    expect(await failures()).toEqual(['notice-failed teams:ops WrongAsAsked: teams:ops answered 404']);
  });

  test.each([
    ['teams:gone', 'This deployment has no teams integration gone; it has ops'],
    ['teams:audit', 'This deployment has no teams integration audit; it has ops'],
    ['teams:constructor', 'has no teams integration constructor'],
    ['chatbot:arn:aws:sns:eu-central-1:111122223333:x', 'Nobody here can tell a chatbot channel'],
  ])('that a deployment does not know fail no run: %s', async (channel, reason) => {
    const { tell, failures } = await opened({ notify: [{ channel, on: ['needs-human'] }] });
    await tell(page);
    expect(await failures()).toEqual([expect.stringContaining(reason)]);
  });

  test('are paged though nobody can note that they were', async () => {
    const begin = async () => {
      throw new ServiceUnavailable('no table');
    };
    const { tell, sent } = await opened({ told: { begin } });
    await tell(page);
    expect(sent).toHaveLength(3);
    await expect(tell(started)).rejects.toThrow('no table');
    expect(sent).toHaveLength(3);
  });

  test('are told where that needs no integration, though the integrations cannot be read', async () => {
    const topic = 'sns:arn:aws:sns:eu-central-1:111122223333:drills';
    const integrations = async (): Promise<Integrations> => {
      throw new ServiceUnavailable('no Parameter Store');
    };
    const notify: readonly Notify[] = [...bothWays, { channel: topic, on: ['needs-human'] }];
    const { tell, sent } = await opened({ notify, integrations });
    await expect(tell(page)).rejects.toThrow('no Parameter Store');
    expect(sent).toEqual([`${topic} message`]);
  });

  test('are not told of what is not there any more', async () => {
    const { tell, sent } = await opened();
    await tell({ ...started, subject: 'run-2' });
    expect(sent).toEqual([]);
  });

  test('are paged again in the next quarter of an hour, until somebody looks after it', async () => {
    const notify: readonly Notify[] = [{ channel: 'teams:ops', on: ['needs-human'] }];
    const { tell, sent } = await opened({ notify });
    for (const minutes of [0, 1, 5, 14, 15, 16, 30])
      await tell(anEvent('NeedsHuman', {}, atMs + minutes * 60_000));
    expect(sent.filter((one) => one.startsWith('teams'))).toHaveLength(3);
    const taken = await opened({ notify, run: { acknowledged: { by: 'ana', atMs } } });
    await taken.tell(page);
    expect(taken.sent).toEqual([]);
  });
});

test('nobody is told of a run that is only planned', async () => {
  const { tell, sent } = await opened({ run: { onlyPlan: true } });

  await tell(started);
  await tell(page);

  expect(sent).toEqual([]);
});
