import type { Operation } from './operation.ts';
import { aboutOperations } from './operations/about.ts';
import { documentOperations } from './operations/documents.ts';
import { leverOperations } from './operations/levers.ts';
import { planOperations } from './operations/plans.ts';
import { runOperations } from './operations/runs.ts';
import type { ProblemName } from './problems.ts';

/** Everything that the API can do. It is served, described, deployed and tested by this table. */
export const operations: readonly Operation[] = [
  ...planOperations,
  ...runOperations,
  ...documentOperations,
  ...leverOperations,
  ...aboutOperations,
];

/** How an operation may end beside well. */
export const problemsOf = ({ method, problems }: Operation): readonly ProblemName[] => [
  ...common,
  ...(method === 'get' ? [] : (['refused'] as const)),
  ...problems,
];

const common: readonly ProblemName[] = [
  'malformed-request',
  'unauthenticated',
  'forbidden',
  'not-acceptable',
  'too-many-requests',
  'internal',
  'unavailable',
];
