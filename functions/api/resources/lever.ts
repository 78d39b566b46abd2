import * as z from 'zod';
import type { EngagedLever } from '../../../core/ports.ts';
import { moment, momentOf } from './texts.ts';

/** A lever. */
export const LeverResource = z.object({
  scope: z.string(),
  engaged: z.boolean(),
  by: z.string().optional(),
  reason: z.string().optional(),
  at: moment.optional(),
});

/** A lever that was just pulled. */
export const PulledLever = LeverResource.extend({
  stopping: z.array(z.string()).describe('The runs that it stops.'),
});

/** All that are engaged. */
export const LeverList = z.object({ items: z.array(LeverResource) });

/** A lever as it is shown. */
export const leverResource = (
  scope: string,
  engaged: EngagedLever | undefined,
): z.input<typeof LeverResource> =>
  engaged
    ? { scope, engaged: true, by: engaged.by, reason: engaged.reason, at: momentOf(engaged.atMs) }
    : { scope, engaged: false };
