import type { Path } from '../../documents/problem.ts';
import { listOf, mapOf, type RawMap } from '../../documents/raw.ts';
import { type DraftNote, refused } from './draft.ts';
import { wordOf } from './values.ts';

/** What every activity may have around it and nothing here understands. */
export const aroundNotes = (node: RawMap, at: Path): readonly DraftNote[] => [
  ...controlNotes(node.controls, [...at, 'controls']),
  ...Object.entries(AROUND).flatMap(([name, why]) =>
    node[name] === undefined ? [] : [refused([...at, name], why)],
  ),
];

const AROUND: Readonly<Record<string, string>> = {
  timeout: 'Chaos Toolkit does not look at it here either',
  secrets: 'no secret is needed: Firedrill uses the role that it is deployed with',
  configuration: 'there are no variables here',
  dry: '`firedrill plan` shows what a run would hit, and touches nothing',
};

/** Controls are code that runs before and after; none of it is carried. */
export const controlNotes = (controls: unknown, at: Path): readonly DraftNote[] =>
  (Array.isArray(controls) ? [...controls.entries()] : []).map(([index, control]) => {
    const module = wordOf(mapOf(mapOf(control).provider).module) ?? '';
    const instead = INSTEAD.find(([prefix]) => module.startsWith(prefix))?.[1];
    const name = wordOf(mapOf(control).name) ?? module;
    return refused(
      [...at, index],
      `the control ${name} is code of others, which Firedrill does not run`,
      instead,
    );
  });

const INSTEAD: readonly (readonly [module: string, instead: string])[] = [
  ['chaosaws.s3', 'reports are kept in the bucket that Firedrill is deployed with'],
  ['chaosslack', 'tell Slack with `notify`'],
  ['chaostracing', 'every transition is an event on EventBridge'],
  ['chaosreliably', 'say `guards` and `recovery.within`'],
  ['chaosaddons', 'say `guards` and `recovery.within`'],
  ['chaosprometheus', 'probe a metric in CloudWatch'],
  ['chaosgrafana', 'every transition is an event on EventBridge'],
  ['chaosdatadog', 'every transition is an event on EventBridge'],
  ['chaoshumio', 'every transition is an event on EventBridge'],
];

/** The strategies of `runtime`: what Firedrill does whatever they say. */
export const runtimeNotes = (runtime: unknown): readonly DraftNote[] => {
  const { rollbacks, hypothesis, ...rest } = mapOf(runtime);
  return [
    ...(rollbacks === undefined
      ? []
      : [
          refused(
            ['runtime', 'rollbacks'],
            'every fault is undone, whatever happened, and that is verified: there is no strategy to choose',
          ),
        ]),
    ...(hypothesis === undefined
      ? []
      : [
          refused(
            ['runtime', 'hypothesis'],
            'every probe is read before, during and after the faults, and all of it counts: there is no strategy to choose',
          ),
        ]),
    ...Object.keys(rest).map((name) =>
      refused(['runtime', name], 'there is nothing to choose about how a run is run'),
    ),
  ];
};

/** Whether every entry is text; a single text is a list of itself. */
export const textsOf = (value: unknown): readonly string[] =>
  (typeof value === 'string' ? [value] : listOf(value)).flatMap((one) => wordOf(one) ?? []);
