const evil = '<script>alert("x")</script>\'"&</style>';

// Every text that a person, a target or an error could have written. Names of kinds and states are ours.
const ours = new Set([
  ...['format', 'type', 'state', 'kind', 'revertClass', 'hypothesis', 'restoration', 'missingData', 'mode'],
  ...['problem', 'method', 'expect', 'continueOn', 'expected'],
]);

/** The same value, with mark-up in every text of it that is not a word of ours. */
export const poisoned = <T>(value: T, key = ''): T => {
  if (typeof value === 'string') return (ours.has(key) ? value : `${value}${evil}`) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => poisoned(one, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, poisoned(of, name)])) as T;
};
