import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { scopesOf } from '../../core/guards.ts';
import type { EngagedLever } from '../../core/ports.ts';
import { pullLever } from '../../core/protocol/pull-lever.ts';
import { exitCode, Stop } from '../exit.ts';
import { openSession, type Session } from '../session.ts';

/** `firedrill lever pull|release|list`. Whoever may see may pull. */
export const addLever = (program: Command): void => {
  const lever = program.command('lever').description('the kill switch: refuses starts and stops runs');
  lever
    .command('pull')
    .description('nothing of this scope starts any more, and what runs of it is stopped')
    .argument('<scope>', 'global, service:<owner> or experiment:<name>', parseScope)
    .option('--reason <text>', 'for whoever asks why', 'pulled from the command line')
    .option('--fis', "with --aws: the safety lever of FIS too, which stops everybody's experiments")
    .action(async (scope: string, options: { reason: string; fis?: boolean }, command: Command) => {
      const session = await openSession(command);
      mustHaveFis(session, options.fis);
      await pull(session, scope, options);
      session.close();
    });
  lever
    .command('release')
    .description('what this lever has kept from starting may start again')
    .argument('<scope>', 'the lever', parseScope)
    .option('--fis', 'with --aws: the safety lever of FIS too')
    .action(async (scope: string, { fis }: { fis?: boolean }, command: Command) => {
      const session = await openSession(command);
      mustHaveFis(session, fis);
      await release(session, scope, fis ?? false);
      session.close();
    });
  lever
    .command('list')
    .description('the levers that are pulled: the global one, and those of experiments that have run')
    .action(async (_: unknown, command: Command) => {
      const session = await openSession(command);
      await list(session);
      session.close();
    });
};

const parseScope = (text: string): string => {
  if (/^(global|(service|experiment):\S.*)$/.test(text)) return text;
  throw new Stop(
    exitCode.usage,
    `${text} is no scope of a lever; write global, service:<owner> or experiment:<name>`,
  );
};

// Said before anything is moved.
const mustHaveFis = ({ stack }: Session, fis = false): void => {
  if (fis && stack === undefined)
    throw new Stop(exitCode.usage, 'there is no FIS in the lab: --fis goes with --aws');
};

const pull = async (
  session: Session,
  scope: string,
  { reason, fis }: { readonly reason: string; readonly fis?: boolean },
): Promise<void> => {
  const { out, desk } = session;
  const by = await session.who().catch(() => userInfo().username);
  const lever: EngagedLever = { scope, by, reason, atMs: Date.now() };
  const ports = await session.idle();
  // Without a lab nothing runs here; the lever holds for what starts later.
  const stopping = ports ? await pullLever(ports, lever) : [];
  if (!ports) await desk.store.levers.engage(lever);
  out.say(`The ${scope} lever is pulled. Release it: firedrill lever release ${scope}${session.flags}`);
  for (const runId of stopping)
    out.say(`Stopping ${runId}: everything is being put back. See \`firedrill status${session.flags}\`.`);
  const safetyLever = fis ? await session.moveFisLever('engaged', reason) : undefined;
  if (safetyLever) out.say(`The safety lever of FIS is ${safetyLever}.`);
  out.emit({ type: 'result', lever, stopping, ...(safetyLever && { safetyLever }) });
};

const release = async (session: Session, scope: string, fis: boolean): Promise<void> => {
  const { out, desk } = session;
  const [pulled] = await desk.store.levers.engaged([scope]);
  await desk.store.levers.release(scope);
  out.say(
    pulled
      ? `The ${scope} lever, pulled by ${pulled.by} (${pulled.reason}), is released.`
      : `The ${scope} lever was not pulled.`,
  );
  const safetyLever = fis ? await session.moveFisLever('disengaged', 'released by firedrill') : undefined;
  if (safetyLever) out.say(`The safety lever of FIS is ${safetyLever}.`);
  out.emit({
    type: 'result',
    scope,
    ...(pulled && { released: pulled }),
    ...(safetyLever && { safetyLever }),
  });
};

const lately = 100;

const list = async ({ out, desk }: Session): Promise<void> => {
  const runs = await desk.store.runs.list(lately);
  const refs = [...new Map(runs.map(({ experiment }) => [experiment.name, experiment])).values()];
  const documents = await Promise.all(refs.map((ref) => desk.store.experiments.get(ref)));
  const scopes = new Set([
    'global',
    ...documents.flatMap((stored) => (stored ? scopesOf(stored.document) : [])),
  ]);
  const levers = await desk.store.levers.engaged([...scopes]);
  for (const { scope, by, reason, atMs } of levers)
    out.say(`${scope}: pulled by ${by} at ${new Date(atMs).toISOString()}: ${reason}`);
  if (levers.length === 0) out.say('No lever is pulled.');
  out.emit({ type: 'result', levers });
};
