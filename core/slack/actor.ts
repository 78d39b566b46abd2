import type { SlackUser } from './asked.ts';

/** The name under which somebody from Slack acts: the id decides, the name is for readers. */
export const slackActor = ({ id, name }: SlackUser): string =>
  ['slack', id, name.replace(/[^\p{L}\p{N}._-]/gu, '')].filter((part) => part !== '').join(':');

/** Whether an actor may be the same person: one who cannot be told apart counts as the same. */
export const mayBeSame = (actor: string, { id, name }: SlackUser): boolean => {
  const [kind, slackId] = actor.split(':');
  if (kind === 'slack') return slackId === id;
  // From a terminal or by IAM: `ana`, `ana@example.org`, `arn:aws:sts::…:assumed-role/ops/ana@example.org`.
  const last = actor.slice(actor.lastIndexOf('/') + 1).split('@')[0] ?? '';
  return last.toLowerCase() === (name.split('@')[0] ?? '').toLowerCase();
};

/** An actor as people know them. */
export const actorInWords = (actor: string): string => {
  const [kind, id = '', name] = actor.split(':');
  return kind === 'slack' ? `${name ?? id} (Slack)` : actor;
};
