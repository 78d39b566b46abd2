import { mapOf, type RawMap } from '../../documents/raw.ts';
import { emptyTargetsSkipped, noLogConfiguration } from '../../lint/templates.ts';
import type { Note } from '../shared/imported.ts';
import { step } from './pointer.ts';
import { bookkeeping } from './shape.ts';
import { asText } from './text.ts';

/** What becomes of those fields of a template that no experiment has. */
export const readSettings = (template: RawMap): readonly Note[] => {
  const { experimentOptions } = template;
  return [
    ...Object.entries(LEFT_OUT).flatMap(([key, message]) =>
      template[key] === undefined ? [] : [{ what: 'refused' as const, from: step('', key), message }],
    ),
    ...bookkeeping.flatMap((key) =>
      template[key] === undefined
        ? []
        : [{ what: 'refused' as const, from: step('', key), message: 'AWS keeps this for itself' }],
    ),
    ...(template.logConfiguration === undefined ? [NO_LOG] : []),
    ...optionNotes(mapOf(experimentOptions)),
  ];
};

const NO_LOG: Note = {
  what: 'derived',
  message: `the template keeps no log; FIS logs the runs of Firedrill, if its deployment says so (${noLogConfiguration.id})`,
};

const LEFT_OUT: Readonly<Record<string, string>> = {
  roleArn: 'the role is the one of your deployment of Firedrill, which can hurt only what consents',
  logConfiguration: 'where FIS logs is set once, in your deployment of Firedrill',
  experimentReportConfiguration: 'Firedrill writes a report of every run (`firedrill report`)',
};

const optionNotes = ({ accountTargeting, emptyTargetResolutionMode }: RawMap): readonly Note[] => {
  const notes: Note[] = [];
  if (accountTargeting !== undefined)
    notes.push({ from: '/experimentOptions/accountTargeting', ...accounts(asText(accountTargeting) ?? '') });
  if (emptyTargetResolutionMode !== undefined)
    notes.push({
      from: '/experimentOptions/emptyTargetResolutionMode',
      ...empty(asText(emptyTargetResolutionMode) ?? ''),
    });
  return notes;
};

const accounts = (mode: string): Note =>
  mode === 'multi-account'
    ? {
        ...{
          what: 'changed',
          to: '',
          message: 'the template hits several accounts; an experiment runs in one',
        },
        fix: 'run it in each of them; targets of other accounts are refused by the plan',
      }
    : { what: 'carried', message: 'one account, as always here' };

const empty = (mode: string): Note =>
  mode === 'skip'
    ? {
        what: 'changed',
        message: `FIS was told to go on without targets; here no target means that nothing was tested, and the run is refused (${emptyTargetsSkipped.id})`,
      }
    : { what: 'carried', message: 'no target is a failure, as always here' };

/** What becomes of the tags that nothing else has read. */
export const tagNotes = (tags: RawMap, told: readonly Note[]): readonly Note[] =>
  Object.keys(tags)
    .map((key) => step('/tags', key))
    .filter((from) => !told.some((note) => note.from === from))
    .map((from) => ({ what: 'refused', from, message: 'an experiment has no tags' }));
