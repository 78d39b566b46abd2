import { formatDuration, parseDuration } from '../duration.ts';
import { faultDuration } from './fault-duration.ts';
import { about, type Finding, type Path } from './problem.ts';
import { quote } from './quote.ts';
import { listOf, mapOf, type RawMap, textOf } from './raw.ts';

/** What is wrong between expectations and the rest of an experiment; fields that are wrong themselves are passed over. */
export const checkExpectations = (document: RawMap): readonly Finding[] => {
  const all = listOf(document.expect).map(mapOf);
  const lastsMs = observedMs(document);
  const { probes } = mapOf(document.steadyState);
  const judging = new Set(listOf(probes).flatMap((probe) => shortOf(mapOf(probe).alarm)));
  return all.flatMap((one, index) => {
    const path = ['expect', index];
    const isRepeated = all
      .slice(0, index)
      .some(({ alarm, acknowledged }) => alarm === one.alarm && acknowledged === one.acknowledged);
    return [
      ...(isRepeated ? [repeated(path)] : []),
      ...(shortOf(one.alarm).some((alarm) => judging.has(alarm)) ? [stopsTheRun(one, path)] : []),
      ...checkWithin(one, lastsMs, path),
    ];
  });
};

const repeated = (path: Path): Finding => ({
  path,
  message: about(path, 'the same is expected twice'),
  fix: 'keep the entry with the shorter time',
});

// What is expected to go off would stop the run that waits for it.
const stopsTheRun = ({ alarm }: RawMap, path: Path): Finding => ({
  path: [...path, 'alarm'],
  message: about(
    [...path, 'alarm'],
    `${quote(alarm)} is a probe of the steady state too, so it would stop the run`,
  ),
  fix: 'expect another alarm, one that warns before users notice, or remove the probe',
});

const checkWithin = ({ within }: RawMap, lastsMs: number | undefined, path: Path): readonly Finding[] => {
  const limit = parseDuration(textOf(within));
  if (!limit.ok || lastsMs === undefined || limit.value <= lastsMs) return [];
  const at = [...path, 'within'];
  return [
    {
      path: at,
      message: about(
        at,
        `the faults are there for ${formatDuration(lastsMs)}, so nobody can wait ${formatDuration(limit.value)} for it`,
      ),
      fix: `write at most ${formatDuration(lastsMs)}, let a fault last longer, or raise \`steadyState.holdFor\``,
    },
  ];
};

/** From the first fault to the end of the last; undefined where a duration is wrong itself. */
const observedMs = ({ faults, steadyState }: RawMap): number | undefined => {
  const hold = parseDuration(textOf(mapOf(steadyState).holdFor));
  const spans = listOf(faults).map((fault) => {
    const { startAfter = 'PT0S', parameters } = mapOf(fault);
    const begins = parseDuration(textOf(startAfter));
    const lasts = faultDuration(mapOf(parameters));
    if (!begins.ok || !lasts.ok || !hold.ok) return undefined;
    return { fromMs: begins.value, toMs: begins.value + Math.max(lasts.value, hold.value) };
  });
  const known = spans.filter((span) => span !== undefined);
  if (known.length === 0 || known.length < spans.length) return undefined;
  return Math.max(...known.map(({ toMs }) => toMs)) - Math.min(...known.map(({ fromMs }) => fromMs));
};

// An alarm may be named by its ARN.
const shortOf = (alarm: unknown): readonly string[] => {
  const name = textOf(alarm).replace(/^arn:[^:]*:cloudwatch:[^:]*:[^:]*:alarm:/, '');
  return name === '' ? [] : [name];
};
