import type { ClientSettings } from '../../../adapters/aws/settings.ts';
import type { Identity } from '../../../adapters/sts/who-am-i.ts';
import type { Experiment } from '../../../core/experiment.ts';
import { type Finding, unknown } from '../../finding.ts';
import type { Deployed, Stack } from '../stack.ts';

/** What a check knows when it begins. */
export type Asked = {
  readonly settings: ClientSettings;
  readonly stage: string;
  readonly identity: Identity;
  /** The stack as CloudFormation describes it, where it does. */
  readonly deployed: Deployed | undefined;
  /** Its parts, where all of them are known. */
  readonly stack: Stack | undefined;
  readonly experiment: Experiment | undefined;
};

/** Looks at one thing; what cannot be looked at is unknown, never ok. */
export type Check = (asked: Asked) => Promise<readonly Finding[]>;

/** A look that says `unknown` where it fails. */
export const looking = async (
  check: string,
  look: () => Promise<Finding | readonly Finding[]>,
): Promise<readonly Finding[]> => {
  try {
    return [await look()].flat();
  } catch (failure) {
    const [why = ''] = (failure instanceof Error ? failure.message : String(failure)).split('\n');
    const todo = isDenied(failure) ? 'allow yourself the action that it names, or ask who may' : 'try again';
    return [unknown(check, why, todo)];
  }
};

/** Whether AWS refused because of a missing permission. */
export const isDenied = (failure: unknown): boolean =>
  failure instanceof Error &&
  (/AccessDenied|Unauthorized|NotAuthorized/.test(failure.name) ||
    hasStatus(failure, 403) ||
    isDenied(failure.cause));

// What answers a HEAD has no body, and so no name.
const hasStatus = (failure: object, status: number): boolean =>
  '$metadata' in failure &&
  typeof failure.$metadata === 'object' &&
  failure.$metadata !== null &&
  'httpStatusCode' in failure.$metadata &&
  failure.$metadata.httpStatusCode === status;

/** A part of the stack that nobody can name, because the stack is not described. */
export const notDescribed = (check: string, what: string): Finding =>
  unknown(check, `${what} is not known, because the stack is not described`, 'put the stack right first');
