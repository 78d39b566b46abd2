import { formatDuration, isoDuration } from '../../duration.ts';
import type { Experiment } from '../../experiment.ts';
import type { LintContext } from '../context.ts';
import { eachFault, found } from '../found.ts';
import { detectionMs, probesOf } from '../probes.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';
import { observedMs, seenForMs } from '../timing.ts';

/** How long the fastest probe needs for a breach; undefined where one may be faster that nobody has looked at. */
const fastestMs = (experiment: Experiment, context: LintContext): number | undefined => {
  const all = probesOf(experiment).map(({ probe }) => detectionMs(probe, context));
  return all.some((ms) => ms === undefined) ? undefined : Math.min(...all.flatMap((ms) => ms ?? []));
};

const tooShort: Rule = {
  id: 'over-before-it-shows',
  severity: 'error',
  summary: 'faults that are over before any probe could notice',
  why: 'A hypothesis that nothing could refute proves nothing. A plan of such a run is refused where only metrics and requests judge it.',
  link: page.missingData,
  check: (experiment, context) => {
    const needsMs = fastestMs(experiment, context);
    const hasMs = observedMs(experiment);
    return needsMs === undefined || needsMs <= hasMs
      ? []
      : [
          found(
            ['faults'],
            `the faults are observed for ${formatDuration(hasMs)}, and the fastest probe needs ${formatDuration(needsMs)} to notice`,
            `let one last \`${isoDuration(needsMs)}\` or longer, or add a faster probe`,
          ),
        ];
  },
};

const oneTooShort: Rule = {
  id: 'fault-over-before-it-shows',
  severity: 'warning',
  summary: 'a fault that is over before any probe could notice, in a run that is long enough for others',
  why: 'The run can hold without this fault ever having been judged.',
  link: page.missingData,
  check: eachFault(({ fault, path }, experiment, context) => {
    const needsMs = fastestMs(experiment, context);
    const hasMs = seenForMs(fault, experiment);
    if (needsMs === undefined || needsMs <= hasMs || needsMs > observedMs(experiment)) return [];
    return [
      found(
        path,
        `it is there for ${formatDuration(hasMs)}, and the fastest probe needs ${formatDuration(needsMs)} to notice`,
        'let it last longer, or add a faster probe',
      ),
    ];
  }),
};

const expectedTooSoon: Rule = {
  id: 'alarm-expected-too-soon',
  severity: 'warning',
  summary: 'an alarm that is expected to go off sooner than it can',
  why: 'An alarm goes off when enough of its periods are bad, so a shorter time makes the hypothesis fail whatever happens.',
  link: page.metrics,
  needs: "the alarm's definition",
  check: ({ expect = [] }, { alarms }) =>
    expect.flatMap((one, index) => {
      const needsMs = 'alarm' in one ? alarms?.get(one.alarm)?.detectionMs : undefined;
      if (needsMs === undefined || needsMs <= one.withinMs) return [];
      return [
        found(
          ['expect', index, 'within'],
          `the alarm needs ${formatDuration(needsMs)} of bad readings to go off`,
          `write \`${isoDuration(needsMs)}\` or more, or give the alarm shorter periods`,
        ),
      ];
    }),
};

/** Rules about whether anybody would notice. */
export const detectionRules: readonly Rule[] = [tooShort, oneTooShort, expectedTooSoon];
