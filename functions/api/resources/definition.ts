import * as z from 'zod';
import type { Definition } from '../../../core/fronts.ts';
import { moment, momentOf } from './texts.ts';

const document = z.record(z.string(), z.unknown());

/** A deployed document. */
export const DefinitionResource = z.object({
  kind: z.enum(['Experiment', 'GameDay']),
  name: z.string(),
  version: z.string().describe('A hash of what it means; the ETag.'),
  updatedAt: moment,
  updatedBy: z.string(),
  written: document
    .optional()
    .describe(
      'As its author wrote it. None where it was deployed by a command that keeps only what it means.',
    ),
  means: document.describe('As it was read: every default filled in, times in milliseconds.'),
  experiments: z
    .array(z.object({ name: z.string(), version: z.string() }))
    .optional()
    .describe('Of a game day: what its steps run, whatever is deployed later.'),
});

/** All of a kind. */
export const DefinitionList = z.object({ items: z.array(DefinitionResource) });

/** It, as it is shown. */
export const definitionResource = (definition: Definition): z.input<typeof DefinitionResource> => {
  const { kind, version, updatedAtMs, updatedBy, written, document: means } = definition;
  return {
    ...{ kind, version, updatedBy },
    name: means.name,
    updatedAt: momentOf(updatedAtMs),
    ...(written && { written: { ...written } }),
    means: { ...means },
    ...(definition.kind === 'GameDay' && {
      experiments: definition.experiments.map(({ name, version: of }) => ({ name, version: of })),
    }),
  };
};
