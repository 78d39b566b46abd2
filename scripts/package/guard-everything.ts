import type { Template } from './template.ts';

const guard = 'RemovalGuard';

/**
 * Has the guard depend on everything, so that it is made last and asked first. Spelled out here, because a list by hand
 * would miss what is added one day. What is there on a condition is left out: nothing of it is needed to undo.
 */
export const guardEverything = (template: Template): Template => {
  const { [guard]: guarding, ...others } = template.Resources;
  if (guarding === undefined) return template;
  const DependsOn = Object.entries(others).flatMap(([id, { Condition }]) => (Condition ? [] : [id]));
  return { ...template, Resources: { ...others, [guard]: { ...guarding, DependsOn } } };
};
