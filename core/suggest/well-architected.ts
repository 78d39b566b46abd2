/** A question of the reliability pillar. */
export type Question = { readonly id: QuestionId; readonly question: string };

/** The questions that an experiment can answer. */
export type QuestionId = keyof typeof asked;

// https://docs.aws.amazon.com/wellarchitected/latest/framework/a-reliability.html
const asked = {
  'REL 1': 'How do you manage Service Quotas and constraints?',
  'REL 2': 'How do you plan your network topology?',
  'REL 4': 'How do you design interactions in a distributed system to prevent failures?',
  'REL 5': 'How do you design interactions in a distributed system to mitigate or withstand failures?',
  'REL 6': 'How do you monitor workload resources?',
  'REL 7': 'How do you design your workload to adapt to changes in demand?',
  'REL 9': 'How do you back up data?',
  'REL 10': 'How do you use fault isolation to protect your workload?',
  'REL 11': 'How do you design your workload to withstand component failures?',
  'REL 12': 'How do you test reliability?',
  'REL 13': 'How do you plan for disaster recovery (DR)?',
} as const;

/** The questions with these ids; every experiment answers how reliability is tested. */
export const questions = (...ids: readonly QuestionId[]): readonly Question[] =>
  [...ids, 'REL 12' as const].map((id) => ({ id, question: asked[id] }));
