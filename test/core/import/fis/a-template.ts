import { importFis } from '../../../../core/import/fis/import.ts';
import { missingLeaves } from '../../../../core/import/shared/completeness.ts';
import type { Imported, Note } from '../../../../core/import/shared/imported.ts';
import { writeDocument } from '../../../../core/import/shared/write-document.ts';

/** A template in the API's spelling that says all it should; tests change what they are about. */
export const template = {
  description: 'Half of the web tier stops',
  targets: {
    Web: {
      resourceType: 'aws:ec2:instance',
      resourceTags: { tier: 'web' },
      filters: [{ path: 'State.Name', values: ['running'] }],
      selectionMode: 'PERCENT(50)',
    },
  },
  actions: {
    StopWeb: {
      actionId: 'aws:ec2:stop-instances',
      parameters: { startInstancesAfterDuration: 'PT5M' },
      targets: { Instances: 'Web' },
    },
  },
  stopConditions: [
    { source: 'aws:cloudwatch:alarm', value: 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:shop-5xx' },
  ],
  roleArn: 'arn:aws:iam::111122223333:role/fis',
  tags: { Name: 'half-of-the-web', Team: 'team-shop' },
};

/** An import of one template that must have worked: valid, and nothing of the source lost. */
export const imported = (source: unknown, allow: readonly string[] = []) => {
  const [first, ...others] = importFis(source, { allow });
  if (first === undefined || others.length > 0 || !('document' in first))
    throw new Error(`not one experiment: ${JSON.stringify(first)}`);
  return checked(source, first);
};

/** Why an import gave no experiment. */
export const refusals = (source: unknown, allow: readonly string[] = []): readonly Note[] => {
  const [first] = importFis(source, { allow });
  if (first === undefined || !('refused' in first)) throw new Error('it was imported');
  return first.refused;
};

/** An import, after looking whether it is valid and says something of every leaf of its source. */
export const checked = (source: unknown, one: Extract<Imported, { readonly document: unknown }>) => {
  const { text, problems } = writeDocument(one.document, one.notes, 'a.yml');
  const lost = missingLeaves(source, one.notes);
  if (problems.length > 0 || lost.length > 0) throw new Error(JSON.stringify({ problems, lost }));
  const about = (from: string) => one.notes.filter((note) => note.from === from);
  return { ...one, text, about };
};
