import type { Schedule } from '../experiment.ts';

const graceMs = 5 * 60_000;

/** How late an occurrence may still start: its flexible window, and a little for whoever was busy. */
export const mostLateMs = ({ flexibleWindowMs = 0 }: Schedule): number => flexibleWindowMs + graceMs;
