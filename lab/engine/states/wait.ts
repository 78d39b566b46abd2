import { DateTime } from 'luxon';
import { complain, type Part } from '../definition/context.ts';
import { compileLeaving, nextOf } from '../definition/transition.ts';
import { evaluationFailure, evaluationOf, expressionIn } from '../jsonata/expression.ts';
import { computedNumber, computedText } from '../jsonata/template.ts';
import { MAX_SECONDS } from '../limits.ts';
import type { Visit } from '../machine.ts';
import { sleepUntil } from '../scope.ts';
import type { CompileState } from './simple.ts';

/** Wait: for Seconds, or until Timestamp; no timer runs for a moment that has passed. */
export const compileWait: CompileState = (part) => {
  const leave = compileLeaving(part, nextOf(part));
  const until = compileUntil(part);
  return async (visit) => {
    const { clock } = visit.flow.run.world;
    await sleepUntil(visit.flow.scope, clock, await until(visit));
    return leave(visit, {}, visit.input);
  };
};

/** The moment a Wait state waits for, in epoch milliseconds. */
export const compileUntil = (part: Part): ((visit: Visit) => Promise<number>) => {
  const seconds = computedNumber(part, 'Seconds', { min: 0, max: MAX_SECONDS, integer: true });
  const timestamp = computedText(part, 'Timestamp');
  if ((part.fields.Seconds === undefined) === (part.fields.Timestamp === undefined)) {
    part.context.report(part.pointer, "A Wait needs exactly one of 'Seconds' and 'Timestamp'");
  }
  const written = part.fields.Timestamp;
  if (typeof written === 'string' && expressionIn(written) === undefined && Number.isNaN(instant(written))) {
    complain(part, 'Timestamp', `${NOT_ISO}: ${written}`);
  }
  return async (visit) => {
    const evaluation = evaluationOf(visit);
    if (seconds !== undefined) return visit.flow.run.world.clock.now() + 1_000 * (await seconds(evaluation));
    const text = (await timestamp?.(evaluation)) ?? '';
    const moment = instant(text);
    if (!Number.isNaN(moment)) return moment;
    throw evaluationFailure(visit, 'Timestamp', `The Timestamp field ${NOT_ISO}: ${text}`);
  };
};

const NOT_ISO = 'cannot be parsed as an ISO-8601 extended offset date-time format string';
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

const instant = (text: string): number => (ISO.test(text) ? DateTime.fromISO(text).toMillis() : Number.NaN);
