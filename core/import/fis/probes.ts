import { isMap, listOf, mapOf, type RawMap } from '../../documents/raw.ts';
import { noStopCondition } from '../../lint/templates.ts';
import { deriveStopAlarm } from '../shared/derive.ts';
import type { Note } from '../shared/imported.ts';
import { kebab, unique } from '../shared/names.ts';
import { ASSERT } from './control.ts';
import { step } from './pointer.ts';
import { asText, fits, isUnknown, withPlaceholders } from './text.ts';

/** The probes that a template has in other words: its stop alarms, and alarms that it asserts. */
export type ReadProbes = { readonly probes: readonly RawMap[]; readonly notes: readonly Note[] };

/** Reads stop conditions and asserted alarms; without any, a placeholder. */
export const readProbes = (template: RawMap): ReadProbes => {
  const asked = [...stopConditions(template), ...asserted(template)];
  const reading: Reading = { probes: [], taken: new Set(), alarms: new Map(), notes: [] };
  for (const one of asked) add(one, reading);
  if (reading.probes.length > 0) return reading;
  const { value, note } = deriveStopAlarm();
  return { probes: [value], notes: [...reading.notes, note] };
};

type Asked = { readonly from: string; readonly alarm?: string; readonly note?: Note };

type Reading = {
  readonly probes: RawMap[];
  readonly taken: Set<string>;
  readonly alarms: Map<string, number>;
  readonly notes: Note[];
};

const add = ({ from, alarm, note }: Asked, { probes, taken, alarms, notes }: Reading): void => {
  if (note) notes.push(note);
  if (alarm === undefined) return;
  const before = alarms.get(alarm);
  if (before !== undefined)
    notes.push({ what: 'carried', from, to: probeAt(before), message: 'the same alarm again' });
  else if (probes.length >= 20)
    notes.push({ what: 'refused', from, message: 'an experiment has at most 20 probes' });
  else {
    alarms.set(alarm, probes.length);
    const to = probeAt(probes.length);
    const name = isUnknown(alarm) ? 'stop-alarm' : (kebab(alarm) ?? 'alarm');
    probes.push({ name: unique(name, taken), type: 'alarm', alarm });
    if (isUnknown(alarm))
      notes.push({
        what: 'changed',
        from,
        to,
        message: 'the alarm is not in the template',
        fix: 'write its name',
      });
    else
      notes.push({
        what: 'changed',
        from,
        to,
        message: `the alarm ${alarm} by its name; it must be in the account and Region of the run`,
      });
  }
};

const probeAt = (index: number) => `/steadyState/probes/${index}`;

const stopConditions = ({ stopConditions: conditions }: RawMap): readonly Asked[] =>
  listOf(conditions).flatMap((condition, index): Asked[] => {
    const from = step('/stopConditions', index);
    if (!isMap(condition)) return []; // told of already
    const { source, value } = condition;
    const text = asText(value) ?? '';
    if (source === 'none')
      return [
        {
          from,
          note: {
            what: 'changed',
            from,
            message: `FIS was told that nothing stops it; here something must (${noStopCondition.id})`,
            to: '/steadyState/probes',
          },
        },
      ];
    if (source === 'aws:cloudwatch:alarm' || text.includes(':alarm:') || isUnknown(text))
      return named(text, from);
    return [
      { from, note: refused(from, `a stop condition on ${JSON.stringify(source ?? null)} is unknown`) },
    ];
  });

const named = (text: string, from: string): Asked[] => {
  const filled = withPlaceholders(text);
  const name = filled.replace(/^.*?:alarm:/, '').trim();
  if (name !== '' && fits(name)) return [{ from, alarm: name }];
  return [{ from, note: refused(from, 'it names no alarm') }];
};

const refused = (from: string, message: string): Note => ({ what: 'refused', from, message });

const asserted = ({ actions }: RawMap): readonly Asked[] =>
  Object.entries(mapOf(actions)).flatMap(([name, action]): Asked[] => {
    const { actionId, parameters } = mapOf(action);
    if (actionId !== ASSERT) return [];
    const from = step('/actions', name);
    const { alarmArns, alarmStates } = mapOf(parameters);
    const states = (asText(alarmStates) ?? '').split(',').map((state) => state.trim().toUpperCase());
    if (!states.includes('OK')) {
      const message = `it wants alarms to be ${states.join(' or ') || 'in no state'}; a probe here wants OK, throughout`;
      return [
        { from, note: { what: 'refused', from, message, fix: 'name what must be healthy as a probe' } },
      ];
    }
    const others = states.length > 1 ? ', and nothing but OK is healthy' : '';
    const once = {
      what: 'changed' as const,
      from,
      message: `looked at once in FIS, here before, during and after${others}`,
    };
    return [
      { from, note: once },
      ...(asText(alarmArns) ?? '')
        .split(',')
        .flatMap((arn) => named(arn, step(step(from, 'parameters'), 'alarmArns'))),
    ];
  });
