/** What Firedrill promises: design.md, section 5. */
export const sentences = {
  S1: 'Intent first: no injecting call before a durable record names run, target, undo and deadline.',
  S2: 'Before-image first: what is stored is what the target was before anything of the run landed on it.',
  S3: 'Dead man first: armed before the effect, due within minutes, and never disarmed while anything may be faulted.',
  S4: 'Bounded: every fault has a deadline within the maximum, and none outlives it unless a person is being paged.',
  S5: 'Fenced: once reverting has begun no inject is sent; a repeat is the same fault; reverting is never taken back.',
  S6: 'Quarantine: nothing lands after the close, and the lease is held until then.',
  S7: 'Verified close: closed only when everything is as it was and nothing of the run is left behind.',
  S8: 'Fail closed: a bad or unreadable alarm and a pulled lever keep a fault from being sent, and end those that are there.',
  S9: 'Stop always works: when Stop has answered, reverting has begun or there is nothing to revert.',
  S10: 'Undo only our change: in reverse order, written down only when it was answered, and never over what others changed.',
  S11: 'Consent and caps: what is hit was planned and approved, consents, and is no more than allowed.',
  S12: 'Honest: "restored", "verified" and "held" are said only of what is so.',
  S13: 'One trigger, one run: one execution, one lease, and never two runs on one target.',
  S14: 'Accountable: the chain verifies, every start, stop and end is in it, and no record goes back.',
  S15: 'Split power: only inject injects, only reverters undo, and what takes outside input does neither.',
  liveness: 'In the end everything is restored and tidied up, or a person is being paged until it is.',
} as const;

/** An invariant's name. */
export type InvariantId = keyof typeof sentences;

/** A promise that was broken: which, by what, and when. */
export type Violation = { readonly invariant: InvariantId; readonly detail: string; readonly atMs: number };
