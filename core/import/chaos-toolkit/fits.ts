import { parseDocument } from '../../documents/parse-document.ts';
import type { RawMap } from '../../documents/raw.ts';
import type { Refusal } from './draft.ts';

const fault = {
  ...{ name: 'any', action: 'aws:ec2:reboot-instances' },
  targets: { resourceType: 'aws:ec2:instance', tags: { any: 'any' }, select: 'COUNT(1)' },
};

const around = {
  ...{ kind: 'Experiment', name: 'any', title: 'any', owner: 'any', purpose: 'any' },
  steadyState: { holdFor: 'PT1M', probes: [{ name: 'any', type: 'alarm', alarm: 'any' }] },
  ...{ faults: [fault], recovery: { within: 'PT5M' } },
  limits: { maxDuration: 'PT12H', maxTargets: 1_000, maxPercent: 100 },
};

// A value of the source may be anything, and only our own reader knows everything that it may not be.
const flawIn = (document: RawMap): Refusal | undefined => {
  const parsed = parseDocument(JSON.stringify(document), '');
  if (parsed.ok) return undefined;
  const [problem] = parsed.problems;
  return {
    why: `it would be none of ours: ${problem?.message ?? ''}`,
    ...(problem && { instead: problem.fix }),
  };
};

/** Why a probe is none that our own documents may have. */
export const probeFlaw = (probe: RawMap): Refusal | undefined =>
  flawIn({ ...around, steadyState: { ...around.steadyState, probes: [probe] } });

/** Why faults are none that our own documents may have. */
export const faultsFlaw = (faults: readonly RawMap[]): Refusal | undefined => flawIn({ ...around, faults });
