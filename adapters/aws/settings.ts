/** Where AWS is: undefined fields are found as the SDK finds them (environment, profile, instance role). */
export type AwsPlace = {
  readonly region?: string;
  /** Another address than AWS's own: an emulator on loopback. */
  readonly endpoint?: string;
};

/** How every client asks: retries are the SDK's, adaptive, and end well within a function's own time. */
export type ClientSettings = AwsPlace & {
  readonly maxAttempts: number;
  readonly retryMode: 'adaptive';
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
};

// A state's task ends after 60 s at the earliest. Three attempts of 5 s leave it time to say what is wrong.
const connectionTimeoutMs = 1_000;
const requestTimeoutMs = 5_000;
const maxAttempts = 3;

/** The settings of every client of the SDK. Without `throwOnRequestTimeout` a call that hangs is warned of, and hangs on. */
export const clientSettings = ({ region, endpoint }: AwsPlace = {}): ClientSettings => ({
  ...(region !== undefined && { region }),
  ...(endpoint !== undefined && { endpoint }),
  maxAttempts,
  retryMode: 'adaptive',
  requestHandler: {
    connectionTimeout: connectionTimeoutMs,
    requestTimeout: requestTimeoutMs,
    throwOnRequestTimeout: true,
  },
});
