import type { Command } from 'commander';
import type { DefinitionRef, DeployedSchedule } from '../../core/fronts.ts';
import { loadHolidays } from '../../core/holidays.ts';
import { type Foreseeing, type Foreseen, foresee, type ToRun } from '../../core/schedule/foresee.ts';
import { occurrences } from '../../core/schedule/occurrences.ts';
import { labCalendars } from '../../lab/adapters/outside.ts';
import { choiceOption } from '../choice.ts';
import { exitCode, Stop } from '../exit.ts';
import { openSession, type Session } from '../session.ts';
import { occurrenceLines, scheduleLine } from '../view/schedule-lines.ts';

type Which = { readonly kind?: 'experiment' | 'gameday' };

/** `firedrill schedule list|next|skip|pause|resume`. */
export const addSchedule = (program: Command): void => {
  const schedule = program.command('schedule').description('what runs by itself, and when');
  const kindOption = () =>
    choiceOption('--kind <kind>', 'where a game day and an experiment have one name', [
      'experiment',
      'gameday',
    ]);
  schedule
    .command('list')
    .description('the schedules that are deployed')
    .action((_: unknown, command: Command) => inSession(command, list));
  schedule
    .command('next')
    .description('the next occurrences, and which of them a guard would refuse, as far as it can be known')
    .argument('[name]', 'of an experiment or a game day; all of them without it')
    .option('--count <n>', 'how many of each', parseCount, 10)
    .option('--zone <zone>', "show times in this zone; else in this machine's", parseZone)
    .addOption(kindOption())
    .action((name: string | undefined, options: Which & NextOptions, command: Command) =>
      inSession(command, (session) => next(session, name, options)),
    );
  schedule
    .command('skip')
    .description('one occurrence does not start; those after it do')
    .argument('<name>', 'of an experiment or a game day')
    .argument('<occurrence>', 'its time, such as 2026-12-01T09:00:00Z, or next', parseOccurrence)
    .addOption(kindOption())
    .action((name: string, occurrence: Occurrence, which: Which, command: Command) =>
      inSession(command, (session) => skip(session, name, occurrence, which)),
    );
  schedule
    .command('pause')
    .description('it does not run by itself any more')
    .argument('<name>', 'of an experiment or a game day')
    .addOption(kindOption())
    .action((name: string, which: Which, command: Command) =>
      inSession(command, (session) => pause(session, name, which)),
    );
  schedule
    .command('resume')
    .description('it runs by itself again; what fell due meanwhile does not')
    .argument('<name>', 'of an experiment or a game day')
    .addOption(kindOption())
    .action((name: string, which: Which, command: Command) =>
      inSession(command, (session) => resume(session, name, which)),
    );
};

type NextOptions = { readonly count: number; readonly zone?: string };

const parseCount = (text: string): number => {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 1_000) return count;
  throw new Stop(exitCode.usage, `--count ${text}: a number from 1 to 1000 is wanted`);
};

type Occurrence = 'next' | number;

const parseOccurrence = (text: string): Occurrence => {
  if (text === 'next') return 'next';
  // Without a zone it would be another moment on another machine.
  const atMs = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(atMs)) return atMs;
  throw new Stop(
    exitCode.usage,
    `${text} is no occurrence; write its time with its zone, such as 2026-12-01T09:00:00Z, or next`,
  );
};

const parseZone = (text: string): string => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch (cause) {
    throw new Stop(exitCode.usage, `${text} is no time zone; write one such as Europe/Berlin`, { cause });
  }
};

const inSession = async (command: Command, work: (session: Session) => Promise<void>): Promise<void> => {
  const session = await openSession(command);
  await work(session);
  session.close();
};

const list = async ({ out, fronts }: Session): Promise<void> => {
  const schedules = await fronts.schedules.list();
  for (const one of schedules) out.say(scheduleLine(out, one));
  if (schedules.length === 0)
    out.say('Nothing runs by itself. Deploy documents with a schedule: firedrill apply');
  out.emit({ type: 'result', schedules });
};

const next = async (
  session: Session,
  name: string | undefined,
  { kind, count, zone }: Which & NextOptions,
): Promise<void> => {
  const { out, fronts } = session;
  const readerZone = zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const nowMs = session.now();
  const schedules =
    name === undefined
      ? await fronts.schedules.list()
      : [await named(session, name, { ...(kind && { kind }) })];
  if (schedules.length === 0) out.say('Nothing runs by itself.');
  const ports = await foreseeing(session);
  const foreseen: (DefinitionRef & { readonly occurrences: readonly Foreseen[] })[] = [];
  for (const deployed of schedules) {
    const toRun = await toRunOf(session, deployed);
    const coming = await foresee(ports, deployed, toRun, { afterMs: nowMs, count });
    out.say(scheduleLine(out, deployed));
    for (const one of coming)
      out.say(occurrenceLines(out, one, { zone: deployed.schedule.zone, readerZone, nowMs }).join('\n'));
    if (coming.length === 0) out.say('  never again');
    foreseen.push({ kind: deployed.kind, name: deployed.name, occurrences: coming });
  }
  out.emit({ type: 'result', zone: readerZone, nowMs, schedules: foreseen });
};

// Without a lab there is nothing to start on, but what falls due can be told.
const foreseeing = async ({ idle, desk, fronts }: Session): Promise<Foreseeing> => {
  const { calendars = labCalendars } = (await idle()) ?? {};
  return { calendars, holidays: loadHolidays, levers: desk.store.levers, occurrences: fronts.occurrences };
};

const toRunOf = async ({ desk, fronts }: Session, ref: DeployedSchedule): Promise<readonly ToRun[]> => {
  const definition = await fronts.definitions.get(ref);
  if (definition === undefined) return [];
  if (definition.kind === 'Experiment')
    return [{ name: ref.name, experiment: definition.document, afterMs: 0 }];
  const { steps } = definition.document;
  return Promise.all(
    definition.experiments.map(async (one, n) => ({
      name: one.name,
      experiment: (await desk.store.experiments.get(one))?.document,
      // How long runs and people take cannot be known; the pauses between can.
      afterMs: steps.slice(0, n).reduce((sum, { waitMs }) => sum + waitMs, 0),
    })),
  );
};

const skip = async (session: Session, name: string, which: Occurrence, kind: Which): Promise<void> => {
  const { out, fronts } = session;
  const ref = await named(session, name, kind);
  const nowMs = session.now();
  const fromMs = which === 'next' ? nowMs : Math.max(nowMs, which - 1);
  const [atMs] = occurrences(ref.schedule, fromMs, 1);
  if (atMs === undefined) throw new Stop(exitCode.usage, `${name} never falls due again`);
  const at = new Date(atMs).toISOString();
  if (which !== 'next' && which !== atMs)
    throw new Stop(
      exitCode.usage,
      `${name} has no occurrence to come at ${new Date(which).toISOString()}; the next from then on is ${at}`,
    );
  const by = await session.who();
  await fronts.occurrences.skip(ref, atMs, by);
  const skippedBy = (await fronts.occurrences.skippedBy(ref, atMs)) ?? by;
  out.say(`${name} does not start at ${at}: skipped by ${skippedBy}.`);
  out.emit({ type: 'result', kind: ref.kind, name, atMs, skippedBy });
};

const pause = async (session: Session, name: string, which: Which): Promise<void> => {
  const { out, fronts } = session;
  const ref = await named(session, name, which);
  const by = await session.who();
  await fronts.schedules.pause(ref, by, session.now());
  const paused = (await fronts.schedules.get(ref))?.paused;
  out.say(
    `${name} is paused by ${paused?.by ?? by}. Resume it: firedrill schedule resume ${name}${session.flags}`,
  );
  out.emit({ type: 'result', kind: ref.kind, name, paused });
};

const resume = async (session: Session, name: string, which: Which): Promise<void> => {
  const { out, fronts } = session;
  const { kind, paused } = await named(session, name, which);
  await fronts.schedules.resume({ kind, name });
  out.say(paused ? `${name}, paused by ${paused.by}, runs by itself again.` : `${name} was not paused.`);
  out.emit({ type: 'result', kind, name, ...(paused && { wasPaused: paused }) });
};

const kinds = { experiment: 'Experiment', gameday: 'GameDay' } as const;

const named = async ({ fronts }: Session, name: string, { kind }: Which): Promise<DeployedSchedule> => {
  const wanted = kind ? [kinds[kind]] : (['Experiment', 'GameDay'] as const);
  const found = await Promise.all(wanted.map((one) => fronts.schedules.get({ kind: one, name })));
  const [first, second] = found.filter((one) => one !== undefined);
  if (first && second)
    throw new Stop(exitCode.usage, `an experiment and a game day are called ${name}: say which with --kind`);
  if (first) return first;
  throw new Stop(exitCode.usage, `${name} has no schedule here; see \`firedrill schedule list\``);
};
