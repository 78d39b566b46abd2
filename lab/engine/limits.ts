/** The most bytes an input, a result or an output may have as UTF-8 JSON. */
export const MAX_PAYLOAD_BYTES = 262_144;

/** The most events a history may have. */
export const MAX_HISTORY_EVENTS = 25_000;

/** The most seconds a field may ask for. */
export const MAX_SECONDS = 99_999_999;

/** Whether JSON text is over the payload limit. */
export const isTooLarge = (text: string): boolean =>
  // A UTF-16 unit takes at most three bytes, so short text need not be measured.
  text.length * 3 > MAX_PAYLOAD_BYTES && Buffer.byteLength(text) > MAX_PAYLOAD_BYTES;

/** AWS's sentence about a result over the limit. */
export const tooLargeCause = (stateOrTask: string): string =>
  `The state/task '${stateOrTask}' returned a result with a size exceeding the maximum number of bytes service limit.`;

/** AWS's sentence about a full history. */
export const HISTORY_FULL_CAUSE = `The execution reached the maximum number of history events (${MAX_HISTORY_EVENTS}).`;
