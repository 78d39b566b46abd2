import { isoDuration } from '../../duration.ts';
import type { Experiment } from '../../experiment.ts';
import { keptTags } from '../../import/fis/kept-tags.ts';
import type { Note } from '../../import/shared/imported.ts';

/** What a tag may hold: https://docs.aws.amazon.com/fis/latest/userguide/tagging.html */
const TAG = /^[\p{L}\p{N} _.:/=+@-]{1,256}$/u;

/** The name, and what FIS has no field for, so that an import finds it again. */
export const exportTags = ({
  name,
  owner,
  steadyState,
  recovery,
  limits,
}: Experiment): { readonly tags: Readonly<Record<string, string>>; readonly notes: readonly Note[] } => {
  const { consentTag } = limits;
  const isDefault = consentTag.key === 'firedrill:consent' && consentTag.value === 'allowed';
  const wanted: readonly (readonly [tag: string, value: string, from: string])[] = [
    ['Name', name, '/name'],
    [keptTags.owner, owner, '/owner'],
    [keptTags.holdFor, isoDuration(steadyState.holdForMs), '/steadyState/holdFor'],
    [keptTags.recoverWithin, isoDuration(recovery.withinMs), '/recovery/within'],
    [keptTags.maxDuration, isoDuration(limits.maxDurationMs), '/limits/maxDuration'],
    [keptTags.maxTargets, String(limits.maxTargets), '/limits/maxTargets'],
    [keptTags.maxPercent, String(limits.maxPercent), '/limits/maxPercent'],
    ...(isDefault
      ? []
      : ([
          [keptTags.consentKey, consentTag.key, '/limits/consentTag/key'],
          [keptTags.consentValue, consentTag.value, '/limits/consentTag/value'],
        ] as const)),
  ];
  const fits = wanted.filter(([, value]) => TAG.test(value));
  return {
    tags: Object.fromEntries(fits.map(([tag, value]) => [tag, value])),
    notes: wanted.map(([tag, value, from]): Note => {
      if (!TAG.test(value)) return { what: 'refused', from, message: 'a tag cannot hold this text' };
      if (tag === 'Name') return { what: 'carried', from, to: '/tags/Name', message: value };
      return {
        what: 'changed',
        from,
        to: `/tags/${tag}`,
        message: `kept as the tag ${tag}; FIS itself does not heed it`,
      };
    }),
  };
};
