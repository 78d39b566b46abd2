import { durationParameter } from '../../documents/fault-duration.ts';
import { formatDuration, isoDuration } from '../../duration.ts';
import { eachFault, type FaultAt, found } from '../found.ts';
import { type InnerDuration, innerDurations } from '../inner-duration.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

const longer: Rule = {
  id: 'inner-duration-longer',
  severity: 'error',
  summary: 'a document that goes on after its action has ended',
  why: 'FIS reports the action as completed when its own duration is over; the document runs on, so the fault outlives the run that was to prove its end.',
  link: page.documents,
  check: eachFault((at) =>
    inners(at).flatMap((inner) =>
      inner.certain && inner.ms > at.fault.durationMs ? [differs(at, inner)] : [],
    ),
  ),
};

const unequal: Rule = {
  id: 'inner-duration-unequal',
  severity: 'warning',
  summary: 'a document that lasts for another time than its action',
  why: 'A document that ends before its action leaves nothing to observe for the rest of the time; one that is cut off has to undo itself when it is cancelled.',
  link: page.documents,
  check: eachFault((at) =>
    inners(at).flatMap((inner) => {
      const differ = inner.ms !== at.fault.durationMs && !(inner.certain && inner.ms > at.fault.durationMs);
      return differ ? [differs(at, inner)] : [];
    }),
  ),
};

// Without a duration of its own there is nothing to compare with; that it is missing is told already. `maxDuration` is no
// more than a limit.
const inners = ({ fault }: FaultAt): readonly InnerDuration[] => {
  const { durationMs, parameters } = fault;
  const isLimit = durationParameter(parameters) === 'maxDuration';
  return durationMs > 0 ? innerDurations(fault).filter(({ ms }) => !isLimit || ms > durationMs) : [];
};

const differs = ({ fault: { durationMs, parameters }, path }: FaultAt, { name, ms }: InnerDuration) => {
  const outer = durationParameter(parameters) ?? 'duration';
  const where = parameters.documentParameters === undefined ? 'kubernetesSpec' : 'documentParameters';
  return found(
    [...path, 'parameters', where],
    `\`${name}\` says ${formatDuration(ms)}, and \`${outer}\` of the action ${formatDuration(durationMs)}`,
    ms > durationMs
      ? `write \`${outer}: ${isoDuration(Math.ceil(ms / 60_000) * 60_000)}\`, or shorten \`${name}\``
      : `make the two equal`,
  );
};

/** Rules about durations within a duration. */
export const innerDurationRules: readonly Rule[] = [longer, unequal];
