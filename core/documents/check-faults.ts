import { formatDuration, parseDuration } from '../duration.ts';
import type { Chooser } from '../experiment.ts';
import { durationParameter, faultDuration } from './fault-duration.ts';
import { MAX_ARNS } from './fault-fields.ts';
import { about, type Finding, type Path } from './problem.ts';
import { listOf, mapOf, type RawMap, repeatedNames, textOf } from './raw.ts';
import { parseSelection } from './selection.ts';

/** What is wrong between the fields of the faults and the limits; fields that are wrong themselves are passed over. */
export const checkFaults = (faults: unknown, limits: RawMap): readonly Finding[] => {
  const all = listOf(faults).map(mapOf);
  const check = (fault: RawMap, index: number) => [
    ...checkTargets(mapOf(fault.targets), limits, ['faults', index, 'targets']),
    ...checkDuration(fault, limits, ['faults', index]),
  ];
  return [...repeatedNames(all, ['faults']), ...all.flatMap(check), ...checkNumberOfArns(all)];
};

const WAYS = [
  'arns',
  'tags',
  'autoScalingGroup',
  'stack',
  'parameters',
] as const satisfies readonly Chooser[];

const checkTargets = (targets: RawMap, limits: RawMap, path: Path): readonly Finding[] => {
  const given = WAYS.filter((way) => targets[way] !== undefined);
  const [one, other] = given.filter((way) => way !== 'parameters' || targets.arns !== undefined);
  if (one !== undefined && other !== undefined) {
    const message = about(path, `both \`${one}\` and \`${other}\` are given`);
    return [{ path, message, fix: 'keep one of the two' }];
  }
  if (given.length === 0 && targets.resourceType !== undefined) {
    return [
      {
        path,
        message: about(path, 'neither `tags` nor `arns` are given'),
        fix: 'add `tags: { tier: web }`, or `arns`, `autoScalingGroup`, `stack` or `parameters`',
      },
    ];
  }
  return checkSelection(targets, limits, [...path, 'select']);
};

const checkSelection = ({ select, arns }: RawMap, { maxTargets }: RawMap, path: Path): readonly Finding[] => {
  const parsed = parseSelection(textOf(select));
  if (!parsed.ok || parsed.value.mode === 'PERCENT') return [];
  const named = arns === undefined ? Number.POSITIVE_INFINITY : listOf(arns).length;
  const count = parsed.value.mode === 'COUNT' ? parsed.value.count : named;
  if (Number.isFinite(count) && typeof maxTargets === 'number' && maxTargets >= 1 && count > maxTargets) {
    return [
      {
        path,
        message: about(path, `${count} targets are selected, and \`limits.maxTargets\` is ${maxTargets}`),
        fix: `select ${maxTargets} at most, or raise the limit`,
      },
    ];
  }
  if (count <= named) return [];
  return [
    {
      path,
      message: about(path, `${count} targets are selected, and \`arns\` names ${named}`),
      fix: `write \`COUNT(${named})\` or less`,
    },
  ];
};

const checkDuration = (fault: RawMap, limits: RawMap, path: Path): readonly Finding[] => {
  const parameters = mapOf(fault.parameters);
  const lasts = faultDuration(parameters);
  const name = durationParameter(parameters);
  const at = name === undefined ? [...path, 'startAfter'] : [...path, 'parameters', name];
  if (!lasts.ok) {
    return typeof parameters[String(name)] === 'string'
      ? [{ ...lasts, path: at, message: about(at, lasts.message) }]
      : [];
  }
  const startAfter = parseDuration(textOf(fault.startAfter ?? 'PT0S'));
  const most = parseDuration(textOf(limits.maxDuration));
  if (!startAfter.ok || !most.ok || startAfter.value + lasts.value <= most.value) return [];
  return [
    {
      path: at,
      message: about(
        at,
        `the fault ends ${formatDuration(startAfter.value + lasts.value)} after the first, later than \`limits.maxDuration\` allows (${formatDuration(most.value)})`,
      ),
      fix: 'shorten it, start it earlier, or raise the limit',
    },
  ];
};

const checkNumberOfArns = (faults: readonly RawMap[]): readonly Finding[] => {
  const counts = faults.map((fault) => listOf(mapOf(fault.targets).arns).length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total <= MAX_ARNS || counts.some((count) => count > MAX_ARNS)) return [];
  return [
    {
      path: ['faults'],
      message: about(['faults'], `${total} \`arns\` are named in all`),
      fix: `name at most ${MAX_ARNS}, or choose by \`tags\``,
    },
  ];
};
