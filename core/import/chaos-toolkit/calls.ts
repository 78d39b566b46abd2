import type { Path } from '../../documents/problem.ts';
import { mapOf, type RawMap } from '../../documents/raw.ts';
import type { Activity } from './activity.ts';
import { type DraftNote, type Refusal, refused } from './draft.ts';
import { argumentFlaw, knownActivity } from './known.ts';
import { wordOf } from './values.ts';
import { filled, type Variables } from './variables.ts';

/** A call of an activity that we know, its variables filled in. */
export type Call = {
  readonly activity: Activity;
  readonly args: RawMap;
  readonly at: Path;
  readonly notes: readonly DraftNote[];
};

/** What a provider calls, or why nobody can say. */
export const callOf = (provider: RawMap, at: Path, variables: Variables): Call | Refusal => {
  const type = wordOf(provider.type);
  if (type === 'process') return processRefusal(provider);
  if (type === undefined) return { why: 'it has no provider' };
  if (type !== 'python') return { why: `its provider \`${type}\` is none that can be carried` };
  const activity = knownActivity(wordOf(provider.module) ?? '', wordOf(provider.func) ?? '');
  if ('why' in activity) return activity;
  const args = mapOf(filled(provider.arguments, variables));
  const place = [...at, 'arguments'];
  const flaw = argumentFlaw(activity, args);
  if (flaw !== undefined) return flaw;
  return { activity, args, at: place, notes: silentNotes(provider, at) };
};

const silentNotes = (provider: RawMap, at: Path): readonly DraftNote[] => [
  ...(provider.secrets === undefined
    ? []
    : [refused([...at, 'secrets'], 'no secret is needed: Firedrill uses the role that it is deployed with')]),
];

const processRefusal = ({ path, arguments: args }: RawMap): Refusal => {
  const command = `${wordOf(path) ?? ''} ${typeof args === 'string' ? args : JSON.stringify(args ?? '')}`;
  const why = 'it starts a process on the machine of whoever runs it, and Firedrill runs on none';
  const instead = HINTS.find(({ looks }) => looks.test(command))?.instead;
  return { why, ...(instead !== undefined && { instead }) };
};

const HINTS = [
  {
    looks: /\bfis\b.*start-experiment|start-experiment.*\bfis\b/,
    instead: 'give the FIS template itself to `firedrill import`',
  },
  { looks: /put-function-concurrency/, instead: 'throttle with `lambda/concurrency`' },
  { looks: /put-parameter/, instead: 'write a flag with `ssm/flag`, which dies by itself' },
  { looks: /stop-instances/, instead: 'stop instances with `aws:ec2:stop-instances`' },
  { looks: /terminate-instances/, instead: 'terminate instances with `aws:ec2:terminate-instances`' },
  { looks: /get-metric-(data|statistics)/, instead: 'write a metric probe' },
  { looks: /describe-alarms/, instead: 'write an alarm probe' },
  {
    looks: /\b(ab|k6|wrk|hey|vegeta|locust|siege|artillery|jmeter)\b/,
    instead: 'let the load run beside it, and probe what it meets',
  },
  { looks: /\bkubectl\b/, instead: 'on EKS, use the actions `aws:eks:…` of FIS' },
  { looks: /\bcurl\b|\bwget\b|\bhttp(s)?:/, instead: 'write an HTTP probe' },
  {
    looks: /\b(tc|iptables|stress(-ng)?|pumba|kill|pkill)\b/,
    instead: 'send the command with `aws:ssm:send-command`, or use an AWSFIS document',
  },
];
