/** What a command did on one instance. */
export type CommandInvocation = {
  readonly instanceId: string;
  readonly status: 'InProgress' | 'Success' | 'Failed';
  readonly output: string;
  /** The process the signal went to, or that was started. */
  readonly pid?: number;
  readonly startTime?: string;
};

/** A command that goes on until its time is over or it is cancelled. */
export type RunningCommand = {
  readonly commandId: string;
  readonly document: string;
  readonly instanceIds: readonly string[];
  readonly clientToken?: string;
  readonly startedAtMs: number;
  readonly endsAtMs: number;
};

/** Systems Manager's Run Command. */
export type SsmOperations = {
  'ssm/SendCommand': {
    input: {
      readonly instanceIds: readonly string[];
      readonly document: string;
      readonly parameters: Readonly<Record<string, string>>;
      readonly clientToken?: string;
    };
    answer: { readonly commandId: string; readonly invocations: readonly CommandInvocation[] };
  };
  /** Those that go on, by the beginning of their client token. */
  'ssm/ListCommands': {
    input: { readonly tokenPrefix?: string };
    answer: { readonly commands: readonly RunningCommand[] };
  };
  /** Runs the document's own rollback. A command that is over is no error. */
  'ssm/CancelCommand': { input: { readonly commandId: string }; answer: Record<string, never> };
};
