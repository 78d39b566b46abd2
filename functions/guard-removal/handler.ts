import * as z from 'zod';

/** The raw protocol of CloudFormation's custom resources, as far as it matters here. */
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html
const Request = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.string().optional(),
});

/** Somebody who is about to remove the stack, and asks first. */
const Question = z.object({ ask: z.literal('may-remove') });

/** What CloudFormation is told: to its address, never as the function's result. */
export type Answer = {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason?: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
};

/** What the guard needs: the ids of all that is open, and a way to answer. */
export type GuardPorts = {
  readonly open: () => Promise<readonly string[]>;
  readonly put: (url: string, answer: Answer) => Promise<void>;
};

// Always the same, so that no update ever replaces it.
const ours = 'firedrill-removal-guard';

/**
 * Refuses to let the stack go while anything is open, or nobody can tell. An answer is given in every case: without one
 * CloudFormation waits until its time is over.
 */
export const guardRemoval =
  ({ open, put }: GuardPorts) =>
  async (event: unknown): Promise<{ readonly no?: string } | undefined> => {
    if (Question.safeParse(event).success) return noOf(await whyNot(open));
    const { RequestType, ResponseURL, PhysicalResourceId, ...ids } = Request.parse(event);
    // Another id than ours: its creation failed and is being rolled back. There is nothing to guard yet.
    const guarded = RequestType === 'Delete' && PhysicalResourceId === ours;
    const no = guarded ? await whyNot(open) : undefined;
    const { StackId, RequestId, LogicalResourceId } = ids;
    await put(ResponseURL, {
      ...(no === undefined ? { Status: 'SUCCESS' } : { Status: 'FAILED', Reason: no }),
      PhysicalResourceId: RequestType === 'Delete' ? (PhysicalResourceId ?? ours) : ours,
      StackId,
      RequestId,
      LogicalResourceId,
    });
    return undefined;
  };

const noOf = (no: string | undefined) => (no === undefined ? {} : { no });

const whyNot = async (open: GuardPorts['open']): Promise<string | undefined> => {
  try {
    const ids = await open();
    if (ids.length === 0) return undefined;
    return `Open: ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ' and more' : ''}. Removing the stack would leave its faults with nobody to undo them. Stop what is open, wait until it is closed, and remove the stack again.`;
  } catch (failure) {
    return `Whether a run is open cannot be told: ${failure instanceof Error ? failure.message : String(failure)}. If you are sure that nothing is: aws cloudformation delete-stack --retain-resources RemovalGuard`;
  }
};
