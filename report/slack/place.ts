/** Where a Firedrill is, as its messages say it. */
export type Place = {
  /** `prod, account 111122223333, eu-central-1`, or `the lab on ana’s machine`. */
  readonly environment: string;
  /** What the command line needs to reach it: ` --aws --stage prod`. */
  readonly flags: string;
  /** The user group that is called when somebody must come; everybody here, where there is none. */
  readonly group?: string;
};

/** The mention that calls people. */
export const call = ({ group }: Place): string =>
  group !== undefined && /^S[A-Z0-9]+$/.test(group) ? `<!subteam^${group}>` : '<!here>';
