/** What a composite alarm looks at, by its name. */
export type Children = ReadonlyMap<string, readonly string[]>;

/**
 * The composite alarms that may change when one alarm does, each after all it looks at. "The evaluation of composite
 * alarms stops if CloudWatch detects a cycle in the evaluation path" (CW/alarm-combining): those in a cycle are left out.
 */
export const affectedBy = (alarmName: string, children: Children): readonly string[] => {
  const seen = new Set<string>();
  const ordered: string[] = [];
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const parent of watchersOf(name, children)) visit(parent);
    ordered.unshift(name);
  };
  visit(alarmName);
  return ordered.filter((name) => name !== alarmName && !isInCycle(name, children));
};

/** The composite alarms whose rules mention the alarm. */
export const watchersOf = (alarmName: string, children: Children): readonly string[] =>
  [...children].filter(([, mentioned]) => mentioned.includes(alarmName)).map(([name]) => name);

/** Whether a composite alarm looks, through others or at once, at itself. */
export const isInCycle = (alarmName: string, children: Children): boolean => {
  const seen = new Set<string>();
  const ahead = [...(children.get(alarmName) ?? [])];
  for (const name of ahead) {
    if (name === alarmName) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    ahead.push(...(children.get(name) ?? []));
  }
  return false;
};
