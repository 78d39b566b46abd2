import { mapOf } from '../../documents/raw.ts';
import { complete } from '../shared/completeness.ts';
import type { Imported, ImportOptions, Note } from '../shared/imported.ts';
import { readAbout } from './about.ts';
import { readBounds } from './bounds.ts';
import { withoutConsent } from './consent.ts';
import { readFaults } from './faults.ts';
import { findTemplates } from './find-templates.ts';
import type { Found } from './found.ts';
import { translate } from './pointer.ts';
import { readProbes } from './probes.ts';
import { respell } from './respell.ts';
import { readSettings, tagNotes } from './settings.ts';
import { templateShape } from './shape.ts';

/**
 * Every FIS template of a source as an experiment: the API's spelling, CloudFormation's or Terraform's. What cannot be
 * carried over is in the notes, with its place; never throws.
 */
export const importFis = (source: unknown, options: ImportOptions): readonly Imported[] => {
  const { found, refused } = findTemplates(source);
  if (found.length === 0) return [{ refused: complete(source, refused) }];
  return found.map((one) => importTemplate(source, one, options));
};

const importTemplate = (source: unknown, found: Found, { allow, name }: ImportOptions): Imported => {
  const { value, origins, notes: spelt } = respell(found.value, found.from, templateShape);
  const { template, notes: consent } = withoutConsent(value);
  const tags = mapOf(template.tags);
  const about = readAbout(template, found.name ?? name);
  const { faults, endsMs, notes: broken } = readFaults(template, allow);
  const { probes, notes: probed } = readProbes(template);
  const { holdFor, recovery, limits, notes: bounded } = readBounds(tags, faults, endsMs);
  const read = [...about.notes, ...consent, ...probed, ...broken, ...bounded, ...readSettings(template)];
  const inTemplate = [...read, ...tagNotes(tags, read)].map((note) => ({
    ...note,
    ...originOf(note, origins),
  }));
  const notes = complete(source, [...found.notes, ...spelt, ...inTemplate]);
  if (faults.length === 0) return { refused: [...notes.filter(({ what }) => what === 'refused'), NOTHING] };
  const { name: called, title, owner, purpose } = about.value;
  const document = {
    ...{ kind: 'Experiment', name: called, title, owner, purpose },
    ...{ steadyState: { holdFor, probes }, faults, recovery, limits },
  };
  return { document, notes };
};

const originOf = ({ from }: Note, origins: ReadonlyMap<string, string>): Pick<Note, 'from'> =>
  from === undefined ? {} : { from: translate(from, origins) };

const NOTHING: Note = {
  what: 'refused',
  message: 'no fault is left, so there is no experiment',
  fix: 'mend what is named above, or allow what cannot be undone',
};
