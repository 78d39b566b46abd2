import { quote } from '../../documents/quote.ts';
import { parseArn } from '../arns.ts';
import { eachFault, found } from '../found.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';

// serverless.yml puts it on everything that is deployed.
const OWN_TAG = 'firedrill:stack';

// What a stack of Firedrill's is made of, by the names that the deployment gives.
const OWN_SERVICES = [
  'lambda',
  'dynamodb',
  'iam',
  's3',
  'states',
  'events',
  'sqs',
  'sns',
  'logs',
  'scheduler',
];
const OWN_NAME = /(^|[:/])firedrill-[a-z0-9-]+/i;

const isOwn = (text: string): boolean => {
  const arn = parseArn(text);
  return arn !== undefined && OWN_SERVICES.includes(arn.service) && OWN_NAME.test(arn.resource);
};

const hitsFiredrill: Rule = {
  id: 'hits-firedrill',
  severity: 'error',
  summary: 'targets that Firedrill itself needs to stop and to undo',
  why: 'A fault that takes away what undoes it may never end. Nothing of the stack, and nothing that it cannot do without, is a target.',
  link: page.planning,
  needs: 'for more than names and tags: what the stack is made of, and what it depends on',
  check: eachFault(({ fault: { name, targets }, path }, _, { own, fleets }) => {
    const { arns = [], tags = {}, stack } = targets;
    const at = [...path, 'targets'];
    const fix = 'choose something else; to rehearse the loss of Firedrill, see docs/safety.md';
    const ours = new Set(own?.arns ?? []);
    const chosen = (fleets?.get(name)?.seen ?? []).filter(
      (target) => ours.has(target.arn) || isOwn(target.arn) || Object.hasOwn(target.tags, OWN_TAG),
    );
    const contained = (fleets?.get(name)?.seen ?? []).filter(({ containers }) =>
      containers.some((arn) => ours.has(arn)),
    );
    return [
      ...arns.flatMap((arn, index) =>
        ours.has(arn) || isOwn(arn)
          ? [found([...at, 'arns', index], `${quote(arn)} is Firedrill's own`, fix)]
          : [],
      ),
      ...(Object.hasOwn(tags, OWN_TAG)
        ? [found([...at, 'tags', OWN_TAG], 'the tag is that of a stack of Firedrill', fix, { on: 'key' })]
        : []),
      ...(stack?.startsWith('firedrill-')
        ? [found([...at, 'stack'], `${quote(stack)} is Firedrill's own`, fix)]
        : []),
      ...[...new Set([...chosen, ...contained])]
        .filter(({ arn }) => !arns.includes(arn))
        .map(({ label }) => found(at, `${label} may be chosen, and Firedrill depends on it`, fix)),
    ];
  }),
};

/** Rules about Firedrill's own resources. */
export const ownRules: readonly Rule[] = [hitsFiredrill];
