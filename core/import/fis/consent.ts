import { mapOf, type RawMap } from '../../documents/raw.ts';
import type { Note } from '../shared/imported.ts';
import { keptTags } from './kept-tags.ts';
import { step } from './pointer.ts';
import { asText } from './text.ts';

/**
 * A template whose targets do not ask for the consent tag any more, where they ask for others too: every target of an
 * experiment must have it anyway. An export of ours adds it.
 */
export const withoutConsent = (
  template: RawMap,
): { readonly template: RawMap; readonly notes: readonly Note[] } => {
  const own = mapOf(template.tags);
  const key = asText(own[keptTags.consentKey]) ?? 'firedrill:consent';
  const value = asText(own[keptTags.consentValue]) ?? 'allowed';
  const notes: Note[] = [];
  const targets = Object.entries(mapOf(template.targets)).map(([name, target]) => {
    const { [key]: consent, ...others } = mapOf(mapOf(target).resourceTags);
    if (consent !== value || Object.keys(others).length === 0) return [name, target] as const;
    const from = step(step(step('/targets', name), 'resourceTags'), key);
    notes.push({
      what: 'carried',
      from,
      to: '/limits',
      message: 'the consent tag, which every target must have',
    });
    return [name, { ...mapOf(target), resourceTags: others }] as const;
  });
  return {
    template: { ...template, ...(targets.length > 0 && { targets: Object.fromEntries(targets) }) },
    notes,
  };
};
