const reverters = ['revert-faults', 'dead-man', 'reconcile', 'on-execution-ended'];
const verifiers = [...reverters, 'verify-restored'];

/** Who may make the calls that matter. The roles of the functions are made from the same split (S15). */
const powers: Readonly<Record<string, readonly string[]>> = {
  'faults.inject': ['inject-faults'],
  'faults.undo': reverters,
  'faults.snapshot': ['arm-deadman', 'inject-faults'],
  'deadMan.arm': ['arm-deadman'],
  'deadMan.disarm': ['conclude-run', ...reverters.slice(1)],
  'leases.acquire': ['commit-run', 'conclude-run', ...reverters.slice(1)],
  'faults.verify': [...verifiers, 'await-recovery', 'on-signal', 'watch-http'],
};

/** Whether a function may make a call. */
export const mayCall = (fn: string, name: string): boolean => powers[name]?.includes(fn) ?? true;
