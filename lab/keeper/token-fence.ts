import { Refusal } from './refusal.ts';

/** Makes calls with a client token safe to repeat, and refuses tokens that were revoked. */
export type TokenFence = {
  /** Runs the work once per operation and token; a repeat gets the first answer. Without a token it just runs. */
  once<Answer>(operation: string, request: { readonly clientToken?: string }, work: () => Answer): Answer;
  revoke(prefix: string): void;
};

type Answered = { readonly request: string; readonly answer: unknown };

/** A fence that remembers for as long as the keeper lives. */
export const tokenFence = (): TokenFence => {
  const answered = new Map<string, Answered>();
  const revoked = new Set<string>();

  return {
    once: <Answer>(operation: string, request: { readonly clientToken?: string }, work: () => Answer) => {
      const token = request.clientToken;
      if (token === undefined) return work();
      if ([...revoked].some((prefix) => token.startsWith(prefix))) {
        throw new Refusal('TokenRevoked', `The client token ${token} was revoked.`, 403);
      }
      const key = `${operation} ${token}`;
      const body = JSON.stringify(request);
      const first = answered.get(key);
      if (first === undefined) {
        const answer = work();
        answered.set(key, { request: body, answer });
        return answer;
      }
      if (first.request !== body) {
        throw new Refusal('IdempotentParameterMismatch', `${token} was used for another request.`);
      }
      return first.answer as Answer;
    },
    revoke: (prefix) => {
      revoked.add(prefix);
    },
  };
};
