import { expect, test } from 'vitest';
import { costOf } from '../../core/cost.ts';
import { makePlan } from '../../core/plan.ts';
import type { Plan } from '../../core/run.ts';
import { type Planned, planMarkdown } from '../../report/plan-markdown.ts';
import { anExperiment } from '../support/an-experiment.ts';
import { openShop } from '../support/shop.ts';

const experiment = anExperiment();

const aPlan = async (): Promise<Plan> => {
  const ref = { name: experiment.name, version: '0123456789ab' };
  const planned = await makePlan(openShop().faults, ref, experiment, 'seed');
  if (!planned.ok) throw new Error('refused');
  return planned.plan;
};

const aPlanned = async (fields: Partial<Planned> = {}): Promise<Planned> => {
  const plan = await aPlan();
  return { experiment, plan, refusals: [], findings: [], cost: costOf(plan, true), ...fields };
};

test('a plan says what would be hit, when, and how it is undone', async () => {
  const plan = await aPlan();
  const text = planMarkdown(await aPlanned());
  expect(text).toMatch(/^## 🔎 Would run: /);
  for (const { name, action, targets } of plan.faults)
    expect(text).toMatch(new RegExp(`\`${name}\`<br>\`${action}\` \\| \`${targets[0]?.label}`));
  expect(text).toContain(`plan \`${plan.hash}\`, seed \`seed\``);
  expect(text).toMatch(/costs about \$\d+\.\d\d on AWS · nothing was touched<\/sub>\n$/);
});

test('a plan that would be refused says so first, with its reasons', async () => {
  const {
    plan: _,
    cost: __,
    ...rest
  } = await aPlanned({
    refusals: [{ guard: 'window', reason: 'it is | outside <b>the</b> window' }],
  });
  expect(planMarkdown(rest)).toMatch(
    /^## ⛔ Would be refused: .*\n\n- \*\*window:\*\* it is \\\| outside &lt;b>the&lt;\/b> window\n\n<sub>/,
  );
});

test('what is known beside it is said: alarms, what is missing, what has changed, what the linter finds', async () => {
  const text = planMarkdown(
    await aPlanned({
      alarms: ['shop-5xx'],
      missing: ['ec2:StopInstances'],
      unknown: ['alarms'],
      changes: ['fault "stop-one" hits i-2'],
      findings: ['a.yml:1:1: warning: no owner'],
    }),
  );
  for (const line of [
    '**Will probably go off:** `shop-5xx`',
    '- **Not permitted**, as far as IAM can simulate it: ec2:StopInstances',
    '- Not known: alarms',
    '- fault "stop-one" hits i-2',
    '<details><summary>What the linter says (1)</summary>\n\n- a.yml:1:1: warning: no owner\n\n</details>',
  ])
    expect(text).toContain(line);
  expect(planMarkdown(await aPlanned({ changes: [] }))).toContain('The same as the plan');
});

test('of many targets ten are named, and the rest are counted', async () => {
  const plan = await aPlan();
  const [fault] = plan.faults;
  const [target] = fault?.targets ?? [];
  if (fault === undefined || target === undefined) throw new Error('no target');
  const targets = Array.from({ length: 12 }, (_, at) => ({ ...target, label: `web-${at}` }));
  const text = planMarkdown(
    await aPlanned({ plan: { ...plan, faults: [{ ...fault, targets, fleet: 40 }] } }),
  );
  expect(text).toMatch(/`web-9( \([^)]*\))?`<br>and 2 more<br>12 of 40/);
});

test('text of others is not mark-up, and tells nobody', async () => {
  const title = '# <img src=x> @everyone\n| a [b](http://c)';
  const text = planMarkdown(await aPlanned({ experiment: { ...experiment, title, owner: '@team' } }));
  expect(text).not.toMatch(/<img|\[b\]\(|@everyone|@team/);
});
