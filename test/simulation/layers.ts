/** What each keeps a fault from staying behind on its own account. Each can be switched off in the simulator. */
export const layers = [
  'fence',
  'verification',
  'stable-tokens',
  'dead-man',
  'reconciler',
  'quarantine',
  'status-rule',
] as const;

/** One safety layer. */
export type Layer = (typeof layers)[number];

/** Whether a text names one. */
export const isLayer = (text: string): text is Layer => layers.some((layer) => layer === text);
