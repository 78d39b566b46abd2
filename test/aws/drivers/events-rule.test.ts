import { CreateEventBusCommand, DeleteRuleCommand, PutRuleCommand } from '@aws-sdk/client-eventbridge';
import { expect, test } from 'vitest';
import { faultDriverContract } from '../../contracts/fault-driver-contract.ts';
import { recordOf } from '../../contracts/record-of.ts';
import type { Asked, Meddling } from '../support/proxy.ts';
import { type AtMoto, atMoto, closeProxies, faultOn, tagListFor } from './at-moto.ts';
import { denied } from './refusals.ts';

const action = 'events/rule';
const faultFor = (app: string) => faultOn(action, 'aws:events:rule', app);

const makeRule = async ({ clients }: AtMoto, app: string, EventBusName = 'default'): Promise<string> => {
  const eventBridge = await clients.eventBridge();
  if (EventBusName !== 'default') await eventBridge.send(new CreateEventBusCommand({ Name: EventBusName }));
  const { RuleArn = '' } = await eventBridge.send(
    new PutRuleCommand({
      Name: app,
      EventBusName,
      EventPattern: '{"source":["shop"]}',
      Tags: tagListFor(app),
    }),
  );
  return RuleArn;
};

// What the Resource Groups Tagging API does with rules, and moto does not, one rule a page.
const tagging =
  (rules: Readonly<Record<string, string>>) =>
  ({ operation, body }: Asked): Meddling | undefined => {
    if (operation !== 'GetResources') return undefined;
    const asked: {
      TagFilters?: { Values: string[] }[];
      ResourceARNList?: string[];
      PaginationToken?: string;
    } = JSON.parse(body);
    const matching = Object.entries(rules).filter(
      ([arn, app]) =>
        (asked.TagFilters ?? []).every(({ Values }) => Values.includes(app)) &&
        (asked.ResourceARNList?.includes(arn) ?? true),
    );
    const page = Number(asked.PaginationToken || '0');
    const list = matching
      .slice(page, page + 1)
      .map(([ResourceARN, app]) => ({ ResourceARN, Tags: tagListFor(app) }));
    const more = page + 1 < matching.length ? `${page + 1}` : '';
    return { status: 200, body: JSON.stringify({ ResourceTagMappingList: list, PaginationToken: more }) };
  };

closeProxies();

faultDriverContract(action, async () => {
  const world = await atMoto(action);
  const { driver, id, proxy, clients } = world;
  const eventBridge = await clients.eventBridge();
  const arn = await makeRule(world, id);
  const other = await makeRule(world, `${id}-denied`);
  const tags = tagging({ [arn]: id, [other]: `${id}-denied` });
  proxy.meddle((asked) =>
    asked.operation === 'DisableRule' && asked.body.includes(`${id}-denied`) ? denied : tags(asked),
  );
  return {
    driver,
    now: Date.now,
    reversible: faultFor(id),
    impossible: faultFor(`${id}-denied`),
    meddle: async () => void (await eventBridge.send(new DeleteRuleCommand({ Name: id }))),
  };
});

test('rules on a bus of their own are disabled and enabled there', async () => {
  const world = await atMoto(action);
  const { driver, id, proxy } = world;
  const arn = await makeRule(world, id, `bus-${id}`);
  proxy.meddle(tagging({ [arn]: id }));
  const record = await recordOf(driver, faultFor(id), Date.now());

  await driver.inject(record);
  expect(await driver.evidence(record)).toMatchObject({
    present: 'yes',
    seen: `bus-${id}/${id}: state DISABLED`,
  });
  expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });
  expect(await driver.verify(record)).toMatchObject({ restored: true });
});

test('rules are found on every page', async () => {
  const world = await atMoto(action);
  const { driver, id, proxy } = world;
  const base = 'arn:aws:events:eu-west-1:123456789012:rule';
  proxy.meddle(
    tagging({ [`${base}/c`]: id, [`${base}/a`]: id, [`${base}/bus/b`]: id, [`${base}/x`]: 'other' }),
  );

  const found = await driver.resolve(faultFor(id));

  expect(found.map(({ label }) => label)).toEqual(['a', 'bus/b', 'c']);
});

test('a rule that is not tagged is there, and does not consent', async () => {
  const { driver, id, proxy } = await atMoto(action);
  proxy.meddle(tagging({}));
  const arn = 'arn:aws:events:eu-west-1:123456789012:rule/a';
  const { targets, ...fault } = faultFor(id);

  const found = await driver.resolve({ ...fault, targets: { ...targets, tags: {}, arns: [arn] } });

  expect(found).toEqual([{ arn, label: 'a', tags: {}, containers: [] }]);
});
