import { scopesOf } from '../guards.ts';
import { didYouMean } from '../lint/did-you-mean.ts';
import { pullLever } from '../protocol/pull-lever.ts';
import { requestRun } from '../protocol/request.ts';
import type { SlackAsked } from './asked.ts';
import { type Command, readWords } from './command.ts';
import { stopMany } from './stopping.ts';
import { code, said } from './text.ts';
import { type Answered, byOf, unlessMay, type Working } from './working.ts';

type Written = SlackAsked & { readonly kind: 'command' };

/** Does what `/firedrill …` says, and answers whoever wrote it. */
export const answerCommand = async (working: Working, written: Written): Promise<Answered> => {
  const command = readWords(written.text);
  const say = (...lines: readonly string[]): Answered => ({ message: working.drawing.answer(...lines) });
  switch (command.verb) {
    case 'help':
      return say(...help);
    case 'mistaken':
      return say(`❓ ${command.why}`);
    case 'list':
      return say(...(await list(working)));
    case 'status':
      return status(working, command.id);
    case 'stop': {
      const { by } = byOf(written);
      const reason = command.reason || 'stopped from Slack';
      return say(...(await stopMany(working.ports, command.id, { by, reason })));
    }
    case 'run':
      return (await unlessMay(working, written, 'start')) ?? say(await run(working, written, command));
    case 'pull':
      return (
        (await unlessMay(working, written, 'pull-lever')) ?? say(...(await pull(working, written, command)))
      );
    case 'release':
      return (
        (await unlessMay(working, written, 'release-lever')) ?? say(await release(working, written, command))
      );
  }
};

const help: readonly string[] = [
  '*What you can ask for*',
  '`/firedrill list`  what is deployed here',
  '`/firedrill status [run]`  what is under way',
  '`/firedrill stop <run>|all [reason]`  stop it, and have everything put back; everybody may',
  '`/firedrill run <name>`  start what is deployed; for operators',
  '`/firedrill lever pull global|service:<owner>|experiment:<name> <reason>`  nothing starts any more, and what runs is stopped; everybody may',
  '`/firedrill lever release <scope> <reason>`  let it go again; for admins',
];

const list = async ({ fronts: { definitions } }: Working): Promise<readonly string[]> => {
  const [experiments, days] = await Promise.all([
    definitions.list('Experiment'),
    definitions.list('GameDay'),
  ]);
  const lines = [...days, ...experiments].map(
    ({ kind, document }) =>
      `${kind === 'GameDay' ? '🎬' : '🧪'} ${code(document.name, 100)}  ${said(document.title, 150)}`,
  );
  return lines.length === 0 ? ['Nothing is deployed: `firedrill apply <files>` does that.'] : lines;
};

const status = async ({ ports, drawing }: Working, id: string | undefined): Promise<Answered> => {
  const [days, open] = await Promise.all([ports.gameDays.open(), ports.runs.open()]);
  const runs = open.filter(({ onlyPlan }) => !onlyPlan);
  if (id === undefined) {
    const lines = [
      ...days.map(({ gameDayId, document }) => `🎬 ${code(gameDayId)}  ${said(document.title, 150)}`),
      ...runs.map(
        ({ runId, experiment, state }) => `🔥 ${code(runId)}  ${said(experiment.name, 100)}: ${state}`,
      ),
    ];
    return { message: drawing.answer(...(lines.length > 0 ? lines : ['Nothing is under way.'])) };
  }
  const begun = [...days.map(({ gameDayId }) => gameDayId), ...runs.map(({ runId }) => runId)];
  const meant = begun.find((one) => one.startsWith(id)) ?? id;
  const card = await drawing.card(meant);
  return { message: card ?? drawing.answer(`There is no run or game day ${code(id)}.`) };
};

const dayMs = 24 * 60 * 60_000;

const run = async (
  working: Working,
  written: Written,
  { name, kind }: Command & { readonly verb: 'run' },
): Promise<string> => {
  const { ports, fronts } = working;
  const { definitions, idempotencyKeys } = fronts;
  const kinds = kind ? [kind] : (['Experiment', 'GameDay'] as const);
  const found = (await Promise.all(kinds.map((one) => definitions.get({ kind: one, name })))).filter(
    (one) => one !== undefined,
  );
  const [only, other] = found;
  if (only === undefined) {
    const all = (await Promise.all(kinds.map((one) => definitions.list(one)))).flat();
    const names = all.map(({ document }) => document.name);
    return `❓ Nothing called ${code(name, 100)} is deployed; ${said(didYouMean(name, names)).replaceAll('ˋ', '`')}`;
  }
  if (other !== undefined)
    return `❓ There is an experiment and a game day ${code(name, 100)}: write \`experiment:\` or \`gameday:\` before it.`;
  // The same press that comes twice is the same run.
  const fresh = only.kind === 'GameDay' ? ports.ids.gameDayId() : ports.ids.runId();
  const claim = { key: `slack-run:${written.trigger}`, bodyHash: written.text, answer: { id: fresh } };
  const claimed = await idempotencyKeys.claim({ ...claim, atMs: ports.clock.now(), forMs: dayMs });
  if (claimed.outcome === 'taken') return '🚫 No: that request has been something else before.';
  const { id } = claimed.answer;
  const trigger = { kind: 'slack', actor: byOf(written).by } as const;
  await requestRun(ports, definitions, { kind: only.kind, name, id, trigger });
  return `▶️ Started ${said(only.document.title, 150)} as ${code(id)}.`;
};

const pull = async (
  working: Working,
  written: Written,
  { scope, reason }: Command & { readonly verb: 'pull' | 'release' },
): Promise<readonly string[]> => {
  const { by, inWords } = byOf(written);
  const atMs = working.ports.clock.now();
  const stopping = await pullLever(working.ports, { scope, by, reason, atMs });
  const known = await knownScopes(working);
  return [
    `🧯 The lever ${code(scope)} is pulled by ${inWords}: nothing of it starts until it is released.`,
    ...stopping.map((runId) => `🛑 Stopping ${code(runId)}: everything is being put back.`),
    ...(known === undefined || known.includes(scope)
      ? []
      : ['⚠️ Nothing that is deployed has this scope; did you mean another?']),
  ];
};

// Only said on top: a lever must not wait for a list.
const knownScopes = async ({ fronts: { definitions } }: Working): Promise<readonly string[] | undefined> => {
  const [listed] = await Promise.allSettled([definitions.list('Experiment')]);
  if (listed.status === 'rejected') return undefined;
  return [
    'global',
    ...listed.value.flatMap((one) => (one.kind === 'Experiment' ? scopesOf(one.document) : [])),
  ];
};

const release = async (
  { ports }: Working,
  written: Written,
  { scope, reason }: Command & { readonly verb: 'pull' | 'release' },
): Promise<string> => {
  const [pulled] = await ports.levers.engaged([scope]);
  if (pulled === undefined) return `The lever ${code(scope)} is not pulled.`;
  await ports.levers.release(scope);
  const was = `pulled by ${said(pulled.by, 120)} (${said(pulled.reason, 200)})`;
  return `🔓 The lever ${code(scope)}, ${was}, is released by ${byOf(written).inWords}: ${said(reason, 200)}`;
};
