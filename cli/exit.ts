/** What a command ends with: see `firedrill --help`. */
export const exitCode = {
  held: 0,
  internalError: 1,
  usage: 2,
  failed: 3,
  untested: 4,
  unverified: 5,
  refused: 6,
  goesOn: 7,
} as const;

/** Ends a command with a message for the person and a code for the script. No stack trace: nothing is wrong with the program. */
export class Stop extends Error {
  static {
    Stop.prototype.name = 'Stop';
  }
  readonly code: number;
  constructor(code: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
