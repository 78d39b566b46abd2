import type { Limits, Selection, Targets } from '../../experiment.ts';
import type { Note } from '../../import/shared/imported.ts';

/** One target of a template. */
export type TemplateTarget = {
  readonly resourceType: string;
  readonly resourceArns?: readonly string[];
  readonly resourceTags?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly filters?: readonly { readonly path: string; readonly values: readonly string[] }[];
  readonly selectionMode: string;
};

/** The targets of a fault: several where it names more ARNs than FIS takes in one; none where that cannot be done. */
export type ExportedTarget = { readonly parts: readonly TemplateTarget[]; readonly notes: readonly Note[] };

// The API's model: resourceArns has 0 to 5 entries.
const ARNS = 5;

/** A fault's targets as FIS has them. Those chosen by tags get the consent tag too, so that FIS heeds consent as we do. */
export const exportTarget = (
  targets: Targets,
  consent: Limits['consentTag'],
  from: string,
): ExportedTarget => {
  const { resourceType, arns, parameters, filters, select } = targets;
  const common = {
    resourceType,
    ...(parameters && { parameters: { ...parameters } }),
    ...(filters.length > 0 && {
      filters: filters.map(({ path, values }) => ({ path, values: [...values] })),
    }),
    selectionMode: selectionText(select),
  };
  if (arns !== undefined) return exportArns(arns, common, select, from);
  const tags = tagsOf(targets);
  if (tags === undefined) return { parts: [common], notes: [noConsent(from)] };
  const withConsent = { ...tags, [consent.key]: consent.value };
  const note: Note = { what: 'changed', from, message: `the consent tag ${consent.key} is one of the tags` };
  return { parts: [{ ...common, resourceTags: withConsent }], notes: [note] };
};

const exportArns = (
  arns: readonly string[],
  common: TemplateTarget,
  select: Selection,
  from: string,
): ExportedTarget => {
  if (arns.length <= ARNS)
    return { parts: [{ ...common, resourceArns: [...arns] }], notes: [noConsent(from)] };
  const message = `FIS takes ${ARNS} ARNs in a target, and here are ${arns.length}`;
  if (select.mode !== 'ALL')
    return { parts: [], notes: [{ what: 'refused', from, message, fix: 'choose by tags, or all of them' }] };
  const groups = Array.from({ length: Math.ceil(arns.length / ARNS) }, (_, at) =>
    arns.slice(at * ARNS, (at + 1) * ARNS),
  );
  return {
    parts: groups.map((resourceArns) => ({ ...common, resourceArns })),
    notes: [
      {
        what: 'changed',
        from,
        message: `${message}: they are ${groups.length} targets, with an action each`,
      },
      noConsent(from),
    ],
  };
};

const noConsent = (from: string): Note => ({
  ...{ what: 'refused', from },
  message: 'FIS does not look for the consent tag of resources that are named rather than chosen by tags',
});

const tagsOf = ({ tags, autoScalingGroup, stack }: Targets): Readonly<Record<string, string>> | undefined => {
  if (autoScalingGroup !== undefined) return { 'aws:autoscaling:groupName': autoScalingGroup };
  return stack === undefined ? tags : { 'aws:cloudformation:stack-name': stack };
};

const selectionText = (select: Selection): string => {
  if (select.mode === 'ALL') return 'ALL';
  return select.mode === 'COUNT' ? `COUNT(${select.count})` : `PERCENT(${select.percent})`;
};
