import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import { planFile } from './arguments.ts';
import { type Inputs, inputsOf } from './inputs.ts';
import { tell } from './tell.ts';

// The step after a plan: one comment on the pull request for each file, changed in place. A plan that nobody can read on the
// pull request is on the page of the job all the same, so that a comment that fails fails nothing.

// GitHub takes 65,536 characters.
const MOST = 65_000;

const Event = z.object({ pull_request: z.object({ number: z.int() }) });
const Comments = z.array(
  z.looseObject({
    id: z.int(),
    body: z.string().nullish(),
    user: z.looseObject({ type: z.string() }).nullish(),
  }),
);

const { GITHUB_API_URL, GITHUB_EVENT_PATH, GITHUB_REPOSITORY, GITHUB_TOKEN } = process.env;

const call = async (method: string, path: string, body?: string): Promise<unknown> => {
  const answer = await fetch(`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${GITHUB_TOKEN}`,
      'x-github-api-version': '2022-11-28',
    },
    signal: AbortSignal.timeout(30_000),
    ...(body !== undefined && { body: JSON.stringify({ body }) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status}`);
  return answer.json();
};

const markerOf = ({ file }: Inputs): string =>
  `<!-- firedrill plan ${encodeURIComponent(file).replaceAll('-', '%2D')} -->`;

const bodyOf = (inputs: Inputs): string => {
  const plan = existsSync(planFile(inputs))
    ? readFileSync(planFile(inputs), 'utf8')
    : `## ❔ No plan\n\nfiredrill plan ended with ${inputs.exitCode || 'an error'}: the log of the job says why.\n`;
  const text = `${markerOf(inputs)}\n${plan}`;
  return text.length <= MOST
    ? text
    : `${text.slice(0, MOST)}\n\n… cut: the whole of it is on the page of the job.`;
};

const pullRequest = (): number | undefined => {
  if (!GITHUB_EVENT_PATH) return undefined;
  const event = Event.safeParse(JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8')));
  return event.success ? event.data.pull_request.number : undefined;
};

/** Our comment for this file. Anybody may write the marker, so only one that a program wrote is ours. */
const found = async (number: number, marker: string): Promise<number | undefined> => {
  for (let page = 1; ; page += 1) {
    const path = `/issues/${number}/comments?per_page=100&page=${page}`;
    const comments = Comments.parse(await call('GET', path));
    const ours = comments.find(({ body, user }) => body?.startsWith(marker) && user?.type === 'Bot');
    if (ours) return ours.id;
    if (comments.length < 100) return undefined;
  }
};

const comment = async (): Promise<void> => {
  const inputs = inputsOf(process.env);
  const number = pullRequest();
  if (number === undefined)
    return tell('notice', 'no pull request, so the plan is on the page of the job only');
  const id = await found(number, markerOf(inputs));
  if (id === undefined) await call('POST', `/issues/${number}/comments`, bodyOf(inputs));
  else await call('PATCH', `/issues/comments/${id}`, bodyOf(inputs));
};

try {
  await comment();
} catch (failure) {
  const why = failure instanceof Error ? failure.message : String(failure);
  tell('warning', `the plan could not be put on the pull request: ${why}; it is on the page of the job`);
}
