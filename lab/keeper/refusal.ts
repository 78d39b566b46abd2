/** A request the keeper refuses, by AWS's name for it. Nothing was done. */
export class Refusal extends Error {
  static {
    Refusal.prototype.name = 'Refusal';
  }
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}
