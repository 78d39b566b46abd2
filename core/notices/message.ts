import { formatDuration } from '../duration.ts';
import type { FiredrillEvent } from '../events.ts';
import type { Experiment } from '../experiment.ts';
import type { GameDayRun, Run } from '../run.ts';

/** What a message is about: `restored` and `acknowledged` only close what was opened before. */
export type Word = 'started' | 'concluded' | 'failed' | 'needs-human' | 'restored' | 'acknowledged';

/** A line of a message. */
export type FactLine = { readonly name: string; readonly value: string };

/** What people are told, whatever it is told through. Its texts are as people wrote them: each channel escapes in its way. */
export type Message = {
  readonly word: Word;
  /** The run or the game day. */
  readonly about: string;
  readonly title: string;
  readonly text: string;
  readonly facts: readonly FactLine[];
  readonly event: FiredrillEvent;
};

/** A run or a game day as it stands when people are told. */
export type Subject = { readonly run: Run; readonly experiment: Experiment } | { readonly day: GameDayRun };

/** Puts an event in words. */
export const messageOf = (word: Word, event: FiredrillEvent, subject: Subject): Message => {
  const { title, text } = said(word, event, subject);
  const about = event.subject;
  return { word, about, title, text, facts: factsOf(word, subject), event };
};

const said = (word: Word, event: FiredrillEvent, subject: Subject): Pick<Message, 'title' | 'text'> => {
  const name = 'run' in subject ? subject.experiment.title : subject.day.document.title;
  const reason = event.data.reason ?? '';
  switch (word) {
    case 'started':
      return { title: `${name}: has started`, text: purposeOf(subject) };
    case 'needs-human':
      return { title: `${name}: NEEDS A PERSON`, text: reason || 'It is not verified restored.' };
    case 'restored':
      return { title: `${name}: everything is put back`, text: reason };
    case 'acknowledged':
      return { title: `${name}: ${event.data.actor} looks after it`, text: reason };
    default:
      return { title: `${name}: ${endOf(subject)}`, text: reason };
  }
};

const purposeOf = (subject: Subject): string =>
  'run' in subject ? subject.experiment.purpose : subject.day.document.purpose;

const endOf = (subject: Subject): string => {
  if ('day' in subject)
    return subject.day.conclusion?.asExpected ? 'went as expected' : 'did not go as expected';
  const { conclusion } = subject.run;
  if (conclusion === undefined) return 'is over';
  return `hypothesis ${conclusion.hypothesis}, ${restorations[conclusion.restoration]}`;
};

const restorations = {
  restored: 'everything is put back',
  unverified: 'NOT VERIFIED RESTORED',
  'nothing-injected': 'nothing was touched',
} as const;

const factsOf = (word: Word, subject: Subject): readonly FactLine[] => {
  if ('day' in subject) {
    const { gameDayId, document, trigger } = subject.day;
    return [line('Game day', document.name), line('Id', gameDayId), line('Started by', byWhom(trigger))];
  }
  const { run, experiment } = subject;
  return [
    line('Experiment', experiment.name),
    line('Run', run.runId),
    line('Owner', experiment.owner),
    line('Started by', byWhom(run.trigger)),
    ...faultsOf(run),
    ...measuresOf(run),
    ...(run.state === 'closed' ? [] : [line('Stop it', `firedrill stop ${run.runId}`)]),
    ...(word === 'needs-human' ? [line('Say that you look after it', `firedrill ack ${run.runId}`)] : []),
  ];
};

const line = (name: string, value: string): FactLine => ({ name, value });

const byWhom = ({ kind, actor }: Run['trigger']): string => `${actor}, by ${kind}`;

const mostTargets = 5;
const faultsOf = ({ plan }: Run): readonly FactLine[] =>
  (plan?.faults ?? []).map(({ name, action, targets }) => {
    const labels = targets.slice(0, mostTargets).map(({ label }) => label);
    const more = targets.length > mostTargets ? ` and ${targets.length - mostTargets} more` : '';
    return line(`Fault ${name}`, `${action} on ${labels.join(', ')}${more}`);
  });

const measuresOf = ({ conclusion }: Run): readonly FactLine[] => {
  const { detectionMs, recoveryMs } = conclusion?.measures ?? {};
  return [
    ...(detectionMs === undefined ? [] : [line('Detected after', formatDuration(detectionMs))]),
    ...(recoveryMs === undefined ? [] : [line('Recovered after', formatDuration(recoveryMs))]),
  ];
};
