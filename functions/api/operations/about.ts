import * as z from 'zod';
import { operation } from '../operation.ts';
import { type ProblemName, problems } from '../problems.ts';

const names = Object.keys(problems) as [ProblemName, ...ProblemName[]];

const document = operation({
  id: 'getOpenApi',
  method: 'get',
  path: '/v1/openapi.json',
  tag: 'about',
  summary: 'This document',
  deed: 'read',
  answers: { 200: { description: 'OpenAPI 3.1.', schema: z.record(z.string(), z.unknown()) } },
  problems: [],
  handle: async () => ({ status: 200, body: (await import('../openapi-document.ts')).openApiDocument }),
});

const problem = operation({
  id: 'getProblem',
  method: 'get',
  path: '/v1/problems/{type}',
  tag: 'about',
  summary: 'What a kind of problem means, and what to do about it',
  deed: 'read',
  pathSchema: z.strictObject({ type: z.enum(names) }),
  answers: { 200: { description: 'A page.', contentType: 'text/html' } },
  problems: [],
  handle: async ({ path: { type } }) => ({
    status: 200,
    contentType: 'text/html; charset=utf-8',
    body: page(type),
  }),
});

const page = (name: ProblemName): string => {
  const { status, title, help } = problems[name];
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1><p><code>${name}</code>, status ${status}</p><p>${escaped(help)}</p></html>`;
};

// The texts are ours, and code in them is in backticks.
const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/`([^`]*)`/g, '<code>$1</code>');

/** What the API says of itself. */
export const aboutOperations = [document, problem] as const;
