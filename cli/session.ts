import type { Command } from 'commander';
import type { Experiment } from '../core/experiment.ts';
import type { Fronts } from '../core/fronts.ts';
import type { Experiments, GameDays, Journal, Leases, Levers, Ports, Runs } from '../core/ports.ts';
import type { Plan, Refusal } from '../core/run.ts';
import type { LabClient } from '../lab/client.ts';
import { exitCode, Stop } from './exit.ts';
import { awsChoiceOf } from './globals.ts';
import type { Output } from './output.ts';
import type { Recovered } from './recover.ts';

/** What is remembered of runs, wherever that is. */
export type Remembered = {
  readonly store: {
    readonly experiments: Experiments;
    readonly runs: Runs;
    readonly gameDays: GameDays;
    readonly leases: Leases;
    readonly levers: Levers;
  };
  readonly journal: Journal;
};

/** What a plan's reader should know beside its faults. */
export type Outlook = {
  /** Alarms that look at what is hit. */
  readonly alarms: readonly string[];
  /** What FIS may not do that it would have to, as far as IAM can simulate it. */
  readonly missing: readonly string[];
  /** What could not be looked at, and why. */
  readonly unknown: readonly string[];
};

/** What is deployed, and when it runs by itself. */
export type DeployFronts = Pick<Fronts, 'definitions' | 'schedules' | 'occurrences'>;

/** What every command has at hand. It does not matter to most whether that is the lab or a deployed stack. */
export type Session = {
  readonly out: Output;
  readonly stateDir: string;
  readonly desk: Remembered;
  readonly fronts: DeployFronts;
  /** What time it is there: a lab has its own. */
  now(): number;
  /** The lab that is up; never with `--aws`. */
  readonly lab: LabClient | undefined;
  /** The stack, in a word, with `--aws`. */
  readonly stack?: string;
  /** What leads another command to the same place, with a blank before it; nothing for the lab here. */
  readonly flags: string;
  readonly recovered: readonly Recovered[];
  /** How often a run that somebody else drives is looked at. */
  readonly lookEveryMs: number;
  /** Ports of a process that acts and drives nothing; undefined where there is nothing to act on, because no lab is up. */
  idle(): Promise<Ports | undefined>;
  /** Under which name the person acts. */
  who(): Promise<string>;
  /** Whether somebody still drives a run. */
  goesOn(id: string): Promise<boolean>;
  /** Where everything about a run is kept, as a line. */
  recordLine(id: string): string;
  /** What a plan will probably do beside its faults, and what is missing for it. */
  outlook(plan: Plan, experiment: Experiment): Promise<Outlook>;
  /** Moves the safety lever of FIS; gives how it stands then. */
  moveFisLever(status: 'engaged' | 'disengaged', reason: string): Promise<string>;
  /** What FIS itself finds for a plan, a sentence for each fault. */
  preview(plan: Plan): Promise<readonly string[]>;
  /** What beyond core's own guards a plan would exceed. */
  quotas(plan: Plan): Promise<readonly Refusal[]>;
  close(): void;
};

/** Opens a session: with the stack that is asked for, else here. */
export const openSession = async (command: Command): Promise<Session> => {
  const choice = awsChoiceOf(command);
  if (choice === undefined) return (await import('./lab-session.ts')).openLabSession(command);
  const { openAwsSession } = await import('./aws/session.ts');
  return openAwsSession(command, choice);
};

/** The lab, or the way to get one. */
export const needLab = ({ lab }: Pick<Session, 'lab'>): LabClient => lab ?? noLab();

/** Ports of a process that acts and drives nothing, or the way to get a lab. */
export const needIdle = async ({ idle }: Pick<Session, 'idle'>): Promise<Ports> => (await idle()) ?? noLab();

const noLab = (): never => {
  throw new Stop(exitCode.usage, 'no lab is up here; start one with `firedrill lab up`, or add --lab');
};
