/** What somebody may be. Each may do what those before may. */
export const roles = ['viewer', 'operator', 'admin'] as const;

/** One of them. */
export type Role = (typeof roles)[number];

/** Whatever somebody may ask for from outside. */
export type Deed =
  | 'read'
  | 'stop'
  | 'pull-lever'
  | 'plan'
  | 'start'
  | 'approve'
  | 'skip'
  | 'change-documents'
  | 'pause-schedule'
  | 'release-lever';

// Whoever may see may stop (S9); what a lever has kept from harm, more is needed to let go.
const least: Readonly<Record<Deed, Role>> = {
  read: 'viewer',
  stop: 'viewer',
  'pull-lever': 'viewer',
  skip: 'viewer',
  plan: 'operator',
  start: 'operator',
  approve: 'operator',
  'change-documents': 'admin',
  'pause-schedule': 'admin',
  'release-lever': 'admin',
};

/** Whether a role is enough for a deed. */
export const may = (role: Role, deed: Deed): boolean => roles.indexOf(role) >= roles.indexOf(least[deed]);
