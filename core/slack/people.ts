import { type Deed, may, type Role } from '../access.ts';
import type { Clock } from '../ports.ts';
import type { Slack } from './slack.ts';

/** The user groups that make somebody more than a viewer; without one there is nobody. */
export type SlackGroups = { readonly operators?: string; readonly admins?: string };

/** Whether somebody may do something, and if not, why. */
export type Permission = { readonly ok: true } | { readonly ok: false; readonly why: string };

/** Says who may do what. */
export type SlackPeople = { permission(user: string, deed: Deed): Promise<Permission> };

const keptMs = 60_000;

type Kept = { readonly members: readonly string[]; readonly untilMs: number };

/**
 * People by user group, each group asked for once a minute. Everybody is a viewer, and so may stop; who cannot be looked up
 * is nothing more.
 */
export const slackPeople = (
  slack: Pick<Slack, 'membersOf'>,
  groups: SlackGroups,
  clock: Pick<Clock, 'now'>,
): SlackPeople => {
  const kept = new Map<string, Kept>();
  const membersOf = async (group: string): Promise<readonly string[]> => {
    const known = kept.get(group);
    if (known && known.untilMs > clock.now()) return known.members;
    const members = await slack.membersOf(group);
    kept.set(group, { members, untilMs: clock.now() + keptMs });
    return members;
  };
  const isIn = async (user: string, group: string | undefined): Promise<boolean> =>
    group !== undefined && group !== '' && (await membersOf(group)).includes(user);
  const roleOf = async (user: string): Promise<Role> => {
    if (await isIn(user, groups.admins)) return 'admin';
    return (await isIn(user, groups.operators)) ? 'operator' : 'viewer';
  };

  return {
    permission: async (user, deed) => {
      if (may('viewer', deed)) return { ok: true };
      const [role] = await Promise.allSettled([roleOf(user)]);
      if (role.status === 'rejected')
        return { ok: false, why: 'Slack does not say who is in the user groups just now, so nobody may' };
      if (may(role.value, deed)) return { ok: true };
      const needed = may('operator', deed) ? 'the operators’ user group' : 'the admins’ user group';
      return { ok: false, why: `for that you must be in ${needed} of Firedrill` };
    },
  };
};
