/** What a failing state said, passed on by the state machine. */
export type Problem = { readonly Error: string; readonly Cause: string };

/** What a failed function said, in one line. Lambda wraps it in JSON, which the state machine may have cut. */
export const causeOf = ({ Cause }: Problem): string => {
  const [, quoted] = /^\{.*?"errorMessage":("(?:[^"\\]|\\.)*")/s.exec(Cause) ?? [];
  return quoted === undefined ? Cause : String(JSON.parse(quoted));
};

/** A problem in one line. */
export const inWords = (problem: Problem): string => {
  const cause = causeOf(problem);
  return cause ? `${problem.Error}: ${cause}` : problem.Error;
};

const most = 1_000;

/** A text as an execution carries it, which may hold little: the whole of it is in the store and in the journal. */
export const inShort = (text: string): string =>
  text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;
