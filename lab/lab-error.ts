/** A call to the lab that did not succeed, by AWS's name where AWS has one. */
export class LabError extends Error {
  static {
    LabError.prototype.name = 'LabError';
  }
  readonly code: string;
  /** The request may have taken effect: it left, and no answer refused it. */
  readonly sent: boolean;
  constructor(code: string, message: string, sent: boolean, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.sent = sent;
  }
}
