import { parseDuration } from '../duration.ts';
import type { Fault } from '../experiment.ts';
import { awsDocument, documentParameters } from './ssm-document.ts';

/** How long something inside a fault lasts by its own account, and whether we know for certain what it means. */
export type InnerDuration = { readonly name: string; readonly ms: number; readonly certain: boolean };

/** The durations that are handed to what the fault starts: an SSM document, a Kubernetes resource. */
export const innerDurations = (fault: Fault): readonly InnerDuration[] => {
  const certain = awsDocument(fault) !== undefined;
  const ssm = [...(documentParameters(fault) ?? [])].flatMap(([name, value]) => {
    const ms = /duration/i.test(name) ? lengthOf(name, value) : undefined;
    return ms === undefined ? [] : [{ name, ms, certain }];
  });
  return [...ssm, ...kubernetes(fault)];
};

const units: readonly (readonly [RegExp, number])[] = [
  [/(ms|millis|milliseconds)$/i, 1],
  [/(min|mins|minutes)$/i, 60_000],
  [/(hours)$/i, 3_600_000],
];

// `DurationSeconds: 60`, `DurationMinutes: 5`, `Duration: PT5M`, and what is left are seconds.
const lengthOf = (name: string, value: string): number | undefined => {
  const iso = parseDuration(value);
  if (iso.ok) return iso.value;
  const unit = units.find(([ending]) => ending.test(name))?.[1] ?? 1_000;
  return /^\d{1,9}$/.test(value) ? Number(value) * unit : undefined;
};

// Chaos Mesh writes Go's durations: `30s`, `5m`, `1h30m`.
const kubernetes = ({ parameters: { kubernetesSpec } }: Fault): readonly InnerDuration[] => {
  const text = /"duration"\s*:\s*"((?:\d{1,6}(?:ms|s|m|h))+)"/.exec(kubernetesSpec ?? '')?.[1];
  if (text === undefined) return [];
  const parts = [...text.matchAll(/(\d+)(ms|s|m|h)/g)].map(
    ([, amount, unit]) => Number(amount) * goUnit(unit),
  );
  return [{ name: 'duration', ms: parts.reduce((sum, ms) => sum + ms, 0), certain: false }];
};

const goUnit = (unit = 's'): number =>
  unit === 'ms' ? 1 : unit === 'm' ? 60_000 : unit === 'h' ? 3_600_000 : 1_000;
