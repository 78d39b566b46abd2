import type { FunctionConfiguration } from '../workload/messages.ts';

/** A Lambda function as its service describes it. */
export type LabFunction = {
  readonly functionName: string;
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly configuration: FunctionConfiguration;
  /** By what the configuration is not what its owner set up, and until when; the client token of each fault. */
  readonly faults: readonly { readonly clientToken: string; readonly endsAtMs: number }[];
};

/** Lambda, and what FIS does to functions. */
export type LambdaOperations = {
  'lambda/ListFunctions': {
    input: Record<string, never>;
    answer: { readonly functions: readonly LabFunction[] };
  };
  /** What the function's own process says it does, now. */
  'lambda/ProbeFunction': {
    input: { readonly functionName: string };
    answer: { readonly alive: boolean; readonly configuration?: FunctionConfiguration };
  };
  /** Changes the configuration until it is restored, or until the duration is over. */
  'lambda/DisruptFunction': {
    input: {
      readonly functionName: string;
      readonly configuration: FunctionConfiguration;
      readonly durationMs: number;
      readonly clientToken: string;
    };
    answer: Record<string, never>;
  };
  /** Takes back what calls with this client token changed; what is over is no error. */
  'lambda/RestoreFunction': {
    input: { readonly functionName: string; readonly clientToken: string };
    answer: { readonly restored: boolean };
  };
  /** The owner's own change. */
  'lambda/UpdateFunctionConfiguration': {
    input: { readonly functionName: string; readonly configuration: FunctionConfiguration };
    answer: Record<string, never>;
  };
};
