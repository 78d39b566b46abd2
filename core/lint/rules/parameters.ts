import type { Finding } from '../../documents/problem.ts';
import { quote } from '../../documents/quote.ts';
import { nearest } from '../../documents/suggest.ts';
import { didYouMean } from '../did-you-mean.ts';
import { eachFault, type FaultAt, found } from '../found.ts';
import { type KnownAction, knownAction } from '../known-action.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';
import { valueFlaw } from '../value-flaw.ts';

/** A check of the faults whose action is known. */
const eachKnown = (check: (at: FaultAt, action: KnownAction) => readonly Finding[]) =>
  eachFault((at) => {
    const action = knownAction(at.fault.action);
    return action ? check(at, action) : [];
  });

// AWS's own example template passes it, and the reference does not list it.
const tolerated = new Set(['aws:kinesis:stream-provisioned-throughput-exception service']);

const unknownParameter: Rule = {
  id: 'unknown-parameter',
  severity: 'error',
  summary: 'a parameter that the action does not have',
  why: 'FIS takes parameters as free text and refuses the template only when it is made: seen in public templates as `duration` for `maxDuration`.',
  link: page.actions,
  check: eachKnown(({ fault, path }, action) =>
    Object.keys(fault.parameters)
      .filter((name) => !action.parameters.some((known) => known.name === name))
      .filter((name) => !tolerated.has(`${action.id} ${name}`))
      .map((name) =>
        found(
          [...path, 'parameters', name],
          `${action.id} has no parameter ${quote(name)}`,
          meant(name, action),
          { on: 'key' },
        ),
      ),
  ),
};

const meant = (name: string, { id, parameters }: KnownAction): string => {
  if (/^start(s|ed)?_?(after|delay)/i.test(name) && !/instances/i.test(name))
    return 'did you mean `startAfter`? It stands beside `parameters`';
  const names = parameters.map((known) => known.name);
  if (nearest(name, names) === undefined && /duration|timeout/i.test(name)) {
    const lasting = parameters.find(({ kind }) => kind === 'iso8601-duration');
    return lasting ? `did you mean \`${lasting.name}\`?` : `leave it out: ${id} happens and is over`;
  }
  return didYouMean(name, names);
};

const missingParameter: Rule = {
  id: 'missing-parameter',
  severity: 'error',
  summary: 'a parameter that the action cannot do without',
  why: 'FIS refuses the template, after everything else has been prepared.',
  link: page.actions,
  check: eachKnown(({ fault, path }, action) =>
    action.parameters
      .filter(({ name }) => !Object.hasOwn(fault.parameters, name))
      .filter(({ name, required }) => required === true || neededHere(action, name, fault.parameters))
      .map(({ name }) =>
        found(
          [...path, 'parameters'],
          `${action.id} needs the parameter \`${name}\``,
          `add \`${name}: ${exampleOf(action, name)}\``,
        ),
      ),
  ),
};

// https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html: "If the scope is prefix-list".
const neededHere = ({ id }: KnownAction, name: string, parameters: FaultAt['fault']['parameters']) =>
  id === 'aws:network:disrupt-connectivity' &&
  name === 'prefixListIdentifier' &&
  parameters.scope === 'prefix-list';

const examples: Readonly<Record<string, string>> = {
  ...{ 'iso8601-duration': 'PT5M', 'integer-percent': '"100"', boolean: '"true"', az: 'eu-central-1a' },
  ...{ 'csv-az': 'eu-central-1a', region: 'eu-west-1', 'integer-port': '"443"', integer: '"500"' },
};

const exampleOf = ({ parameters }: KnownAction, name: string): string => {
  const parameter = parameters.find((known) => known.name === name);
  return parameter?.allowed?.[0] ?? examples[parameter?.kind ?? ''] ?? '…';
};

const parameterValue: Rule = {
  id: 'parameter-value',
  severity: 'error',
  summary: 'a value that is out of range, or not of its kind',
  why: 'FIS takes every value as text, and refuses it when the template is made or when the action starts.',
  link: page.actions,
  check: eachKnown(({ fault, path }, action) =>
    action.parameters.flatMap((parameter) => {
      const value = Object.hasOwn(fault.parameters, parameter.name)
        ? fault.parameters[parameter.name]
        : undefined;
      const flaw = value === undefined ? undefined : valueFlaw(parameter, value);
      return flaw ? [found([...path, 'parameters', parameter.name], flaw.message, flaw.fix)] : [];
    }),
  ),
};

const ownRegion: Rule = {
  id: 'cut-off-from-itself',
  severity: 'error',
  summary: 'a Region that is to be cut off from itself',
  why: 'The cross-Region actions block the way to another Region; the one that the experiment runs in is none.',
  link: page.actions,
  check: eachFault(({ fault: { action, parameters, targets }, path }, _, { region }) => {
    if (!action.includes('cross-region-connectivity')) return [];
    const here = region ?? targets.arns?.[0]?.split(':')[3];
    return here !== undefined && here !== '' && parameters.region === here
      ? [
          found(
            [...path, 'parameters', 'region'],
            `the targets are in ${here} themselves`,
            'name the other Region',
          ),
        ]
      : [];
  }),
};

/** Rules about the parameters of an action. */
export const parameterRules: readonly Rule[] = [
  unknownParameter,
  missingParameter,
  parameterValue,
  ownRegion,
];
