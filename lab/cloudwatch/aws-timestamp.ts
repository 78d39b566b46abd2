/** An instant as CloudWatch writes it in events and reasons: with an offset instead of a Z. */
export const awsTimestamp = (atMs: number): string => new Date(atMs).toISOString().replace('Z', '+0000');
