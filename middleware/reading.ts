import { isObject } from './flag.ts';

/** Where flags come from. */
export type Source = {
  /** The parameter's value; undefined when there is none. May throw, and is not waited for for long. */
  read(parameter: string, signal: AbortSignal): Promise<string | undefined>;
  /** How old what it gives may be already, in milliseconds. */
  readonly staleMs: number;
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Parameters by the AWS Parameters and Secrets Lambda extension, on its local port. It keeps what it has read for 300 s
 * unless `SSM_PARAMETER_STORE_TTL` says otherwise.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html
 */
export const extension = (environment: Environment, fetch: typeof globalThis.fetch): Source => ({
  staleMs: keptMs(environment),
  read: async (parameter, signal) => {
    const port = environment.PARAMETERS_SECRETS_EXTENSION_HTTP_PORT ?? '2773';
    const headers = { 'X-Aws-Parameters-Secrets-Token': environment.AWS_SESSION_TOKEN ?? '' };
    const query = new URLSearchParams({ name: parameter });
    const url = `http://localhost:${port}/systemsmanager/parameters/get?${query}`;
    const answer = await fetch(url, { headers, signal });
    if (!answer.ok) return undefined;
    const body: unknown = await answer.json();
    const found = isObject(body) && isObject(body.Parameter) ? body.Parameter.Value : undefined;
    return typeof found === 'string' ? found : undefined;
  },
});

const longestTtlSeconds = 300;

const keptMs = ({
  PARAMETERS_SECRETS_EXTENSION_CACHE_ENABLED: enabled = 'true',
  SSM_PARAMETER_STORE_TTL: ttl = String(longestTtlSeconds),
}: Environment): number => {
  if (enabled.toLowerCase() === 'false') return 0;
  // What it would not take for a number, it keeps for as long as it ever does.
  const seconds = /^\d+$/.test(ttl) ? Number(ttl) : longestTtlSeconds;
  return Math.min(seconds, longestTtlSeconds) * 1_000;
};
