import { mapOf } from '../../documents/raw.ts';
import type { Note } from '../shared/imported.ts';
import { step } from './pointer.ts';

/** What is said of everything around a template in its source, as high up as possible. `others`: further templates. */
export const around = (source: unknown, template: string, others: readonly string[]): readonly Note[] => {
  const visit = (node: unknown, at: string): readonly Note[] => {
    if (template === at) return [];
    const entries = Array.isArray(node) ? [...node.entries()] : Object.entries(mapOf(node));
    return entries.flatMap(([key, child]) => {
      const from = step(at, key);
      if (template === from || template.startsWith(`${from}/`)) return visit(child, from);
      return [{ from, ...wordsFor(String(key), from, others) }];
    });
  };
  return visit(source, '');
};

const wordsFor = (key: string, from: string, others: readonly string[]): Pick<Note, 'what' | 'message'> => {
  if (others.some((other) => other === from || other.startsWith(`${from}/`)))
    return { what: 'refused', message: 'another template: an experiment of its own' };
  if (FORM.has(key)) return { what: 'carried', message: 'it says what the file is' };
  if (/\/[Rr]esources\/[^/]+$|\/resource\/[^/]+$/.test(from))
    return { what: 'refused', message: 'no FIS template; Firedrill deploys nothing' };
  return { what: 'refused', message: `\`${key}\` stands beside the FIS template and is no part of it` };
};

// What tools write around a template to say what it is.
const FORM = new Set([
  ...['AWSTemplateFormatVersion', 'Transform', 'Type', 'ResponseMetadata', 'apiVersion', '//'],
  ...['format_version', 'terraform_version', 'address', 'mode', 'type', 'name', 'index', 'provider_name'],
  ...[
    'schema_version',
    'sensitive_values',
    'version',
    'serial',
    'lineage',
    'applyable',
    'complete',
    'errored',
  ],
  ...['timestamp', 'private', 'sensitive_attributes', 'provider', 'identity', 'identity_schema_version'],
]);
