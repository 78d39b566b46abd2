import { WrongAsAsked } from '../../../core/errors.ts';
import type { PlannedFault } from '../../../core/run.ts';
import { type Fault, faultProblem, latencyOf } from '../../../middleware/fault.ts';
import { neighbour } from '../../fis/looks/look.ts';
import type { Attribute } from '../attribute/attribute.ts';
import { functionArn } from '../lambda-concurrency/attribute.ts';
import { valueInWords } from '../ssm-flag/attribute.ts';
import { cacheMsAsked, type Details, faultAsked, flagImage } from '../ssm-flag/flag.ts';

type Parameters = PlannedFault['parameters'];

/** `middy/chaos`: functions whose own middleware hurts them, while a parameter says so that names them. */
export const chaosFlag: Attribute = {
  action: 'middy/chaos',
  facts: {
    // What IAM knows here are the tags of the parameter, not the functions'.
    iamEnforced: 'partly',
    resourceType: 'aws:lambda:function',
    undo: 'write the earlier value of the parameter back; by itself the fault dies at the deadline of the run',
  },
  parameters: ['parameter', 'fault', 'cacheMs'],
  faulty: (parameters) => {
    parameterNameIn(parameters);
    cacheMsAsked(parameters);
    const problem = faultProblem(faultAsked(parameters));
    if (problem !== undefined) throw new WrongAsAsked(problem);
    const value = flagImage(parameters);
    return () => ({ value });
  },
  inWords: (_, value) => valueInWords(value),
};

/** How old what a function acts on may be, where the document does not say it. */
const usualCacheMs = 30_000;

/** The functions that are meant, and for how long each of them may keep what it has read. */
export const chaosDetails: Details = ({ parameters, targets }) => ({
  cacheMs: cacheMsAsked(parameters) ?? usualCacheMs,
  functions: targets.map(nameOf).sort(),
});

/** For how long a fault is felt after its undo: by an invocation that had just been decided, to the end of its latency. */
export const lingersMs = ({ parameters }: { readonly parameters: Parameters }): number =>
  // Checked when it was planned.
  (cacheMsAsked(parameters) ?? usualCacheMs) + latencyOf(faultAsked(parameters) as Fault);

/** The name of a function. */
export const nameOf = ({ arn }: { readonly arn: string }): string => functionArn.exec(arn)?.[1] ?? arn;

/** The parameter that a fault's functions read, beside one of them. */
export const parameterOf = (parameters: Parameters, { arn }: { readonly arn: string }): string =>
  neighbour(arn, 'ssm', `parameter/${parameterNameIn(parameters).replace(/^\//, '')}`);

const parameterNameIn = ({ parameter = '' }: Parameters): string => {
  if (!/^(\/[\w.-]+)+$|^[\w.-]+$/.test(parameter))
    throw new WrongAsAsked(
      `parameter is the name of the parameter that the functions read, such as /chaos/checkout, not ${JSON.stringify(parameter)}`,
    );
  // Its roles may write nothing there.
  if (parameter.startsWith('/firedrill/'))
    throw new WrongAsAsked(`${parameter} is Firedrill’s own; take another name, such as /chaos/checkout`);
  return parameter;
};
