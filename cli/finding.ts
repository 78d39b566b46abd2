/** What was found where something is needed, and what to do about it. `unknown`: nobody could look, so it is not ok. */
export type Finding = {
  readonly check: string;
  readonly level: 'ok' | 'warn' | 'bad' | 'unknown';
  readonly found: string;
  readonly todo?: string;
};

/** It is as it should be. */
export const ok = (check: string, found: string): Finding => ({ check, level: 'ok', found });

/** It works, but not as well as it could. */
export const warn = (check: string, found: string, todo: string): Finding => ({
  ...{ check, found, todo },
  level: 'warn',
});

/** It stands in the way. */
export const bad = (check: string, found: string, todo: string): Finding => ({
  ...{ check, found, todo },
  level: 'bad',
});

/** Nobody could look. */
export const unknown = (check: string, found: string, todo: string): Finding => ({
  ...{ check, found, todo },
  level: 'unknown',
});
