import { formatDuration, parseDuration } from '../duration.ts';
import { parseMetricExpression } from './metric-expression.ts';
import { about, type Finding, type Path } from './problem.ts';
import { alternatives, quote } from './quote.ts';
import { isMap, listOf, mapOf, type RawMap, repeatedNames, textOf } from './raw.ts';
import { nearest } from './suggest.ts';

/** What is wrong between the fields of a steady state; fields that are wrong themselves are passed over. */
export const checkProbes = (steadyState: unknown): readonly Finding[] => {
  const path = ['steadyState', 'probes'];
  const probes = listOf(mapOf(steadyState).probes).map(mapOf);
  return [
    ...repeatedNames(probes, path),
    ...probes.flatMap((probe, index) => checkProbe(probe, [...path, index])),
    ...checkSilence(probes, path),
  ];
};

const checkProbe = (probe: RawMap, path: Path): readonly Finding[] => {
  if (probe.type === 'metric') {
    return [...checkExpression(probe, path), ...checkBounds(probe, path), ...checkTolerance(probe, path)];
  }
  return probe.type === 'http' ? [...checkTimeout(probe, path), ...checkTolerance(probe, path)] : [];
};

/** What is wrong with an expression by the metrics beside it. */
export const checkExpression = (probe: RawMap, path: Path): readonly Finding[] => {
  const ids = Object.keys(mapOf(probe.metrics));
  const text = probe.expression;
  if (ids.length === 0) return [];
  if (text === undefined) return ids.length === 1 ? [] : [noExpression(ids, path)];
  if (typeof text !== 'string') return [];
  const at = [...path, 'expression'];
  const parsed = parseMetricExpression(text);
  if (!parsed.ok) return [{ ...parsed, path: at, message: about(at, parsed.message) }];
  if (parsed.value.uses.length === 0 && !parsed.value.readsUnnamed)
    return [{ path: at, ...CONSTANT, message: about(at, CONSTANT.message) }];
  return parsed.value.uses
    .filter(({ id }) => !ids.includes(id))
    .map(({ id, index }) => ({ path: at, index, ...unknownId(id, ids, at) }));
};

const noExpression = (ids: readonly string[], path: Path): Finding => ({
  path: [...path, 'expression'],
  message: about(path, `\`expression\` is missing, and there are ${ids.length} metrics`),
  fix: `add one of ${alternatives(ids.slice(0, 5))}, or arithmetic on them`,
});

const CONSTANT = {
  message: 'the expression reads no metric, so it says nothing about the world',
  fix: 'use an id of `metrics` in it',
};

const unknownId = (id: string, ids: readonly string[], path: Path) => {
  const near = nearest(id, ids);
  const fix = near ? `did you mean \`${near}\`?` : `known are ${alternatives(ids.slice(0, 5))}`;
  return { message: about(path, `there is no metric ${quote(id)}`), fix };
};

const checkBounds = (probe: RawMap, path: Path): readonly Finding[] => {
  const at = [...path, 'bounds'];
  if (!isMap(probe.bounds)) return [];
  const { min, max } = probe.bounds;
  if (min === undefined && max === undefined) {
    return [
      {
        path: at,
        message: about(at, 'there is no bound, so no reading could be bad'),
        fix: 'add `min` or `max`',
      },
    ];
  }
  if (typeof min !== 'number' || typeof max !== 'number' || !(min > max)) return [];
  return [{ path: at, message: about(at, `\`min\` ${min} is above \`max\` ${max}`), fix: 'swap the two' }];
};

const checkTolerance = (probe: RawMap, path: Path): readonly Finding[] => {
  const { breaches = 1, of = 1 } = mapOf(probe.tolerance);
  if (typeof breaches !== 'number' || typeof of !== 'number' || !(breaches > of)) return [];
  const at = [...path, 'tolerance'];
  return [
    {
      path: at,
      message: about(at, `${breaches} bad readings cannot be among ${of}`),
      fix: `write \`of: ${breaches}\` or more, or fewer \`breaches\``,
    },
  ];
};

const LONGEST_MS = 5_000;

// The lab's names are on no network but its own, and its seconds may be short.
const isOfTheLab = (url: unknown): boolean => /\.lab$/i.test(URL.parse(textOf(url))?.hostname ?? '');

const checkTimeout = (probe: RawMap, path: Path): readonly Finding[] => {
  const { every = 'PT1S', timeout = 'PT2S' } = probe;
  const [pause, longest] = [every, timeout].map((text) => parseDuration(textOf(text)));
  if (!pause?.ok || !longest?.ok || pause.value === 0) return [];
  const at = [...path, 'timeout'];
  const said = formatDuration(longest.value);
  if (longest.value > LONGEST_MS && pause.value * 10 >= LONGEST_MS && !isOfTheLab(probe.url)) {
    return [
      {
        path: at,
        message: about(at, `${said} is longer than any answer is waited for`),
        fix: `write at most ${formatDuration(LONGEST_MS)}`,
      },
    ];
  }
  if (longest.value <= pause.value * 10) return [];
  return [
    {
      path: at,
      message: about(at, `${said} is more than ten times \`every\``),
      fix: `write at most ${formatDuration(pause.value * 10)}, so that requests do not pile up`,
    },
  ];
};

// A steady state that takes silence for health would hold with the whole system gone.
const checkSilence = (probes: readonly RawMap[], path: Path): readonly Finding[] => {
  const deaf = ({ missingData }: RawMap) => missingData === 'zero' || missingData === 'ignore';
  if (probes.length === 0 || !probes.every(deaf)) return [];
  return [
    {
      path,
      message: about(path, 'no probe would notice if readings stopped coming'),
      fix: 'add a probe with `missingData: breach` that proves there is traffic',
    },
  ];
};
