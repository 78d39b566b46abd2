import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';

/** Sets outputs of the step; text of others cannot set more of them. */
export const setOutputs = (outputs: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(outputs)) {
    const end = randomUUID();
    append('GITHUB_OUTPUT', `${name}<<${end}\n${value}\n${end}\n`);
  }
};

/** Adds to the page of the job; GitHub takes a mebibyte of it. */
export const addToSummary = (markdown: string): void =>
  append('GITHUB_STEP_SUMMARY', `${markdown.slice(0, 1_000_000)}\n`);

/** A line at the top of the job. */
export const tell = (kind: 'error' | 'warning' | 'notice', text: string): void => {
  // Otherwise a line of it could be a command to the runner.
  const escaped = text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  console.log(`::${kind} title=Firedrill::${escaped}`);
};

const append = (variable: 'GITHUB_OUTPUT' | 'GITHUB_STEP_SUMMARY', text: string): void => {
  const file = process.env[variable];
  if (file) appendFileSync(file, text);
};
