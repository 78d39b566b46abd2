import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { addPlan } from '../../cli/commands/plan.ts';
import { addReport } from '../../cli/commands/report.ts';
import { addRun } from '../../cli/commands/run.ts';
import { addStop } from '../../cli/commands/stop.ts';
import { action } from './support/action.ts';

const textOf = (path: string) => readFileSync(new URL(`../../pipelines/${path}`, import.meta.url), 'utf8');

const program = new Command();
for (const add of [addPlan, addReport, addRun, addStop]) add(program);
const everywhere = ['--json', '--aws', '--stage', '--region', '--state', '--profile'];

const examples = ['gitlab/gitlab-ci.yml', 'codepipeline/buildspec.yml'];

describe('an example', () => {
  test.each(examples)('asks firedrill only for what it can do: %s', (path) => {
    const lines = [...textOf(path).matchAll(/npx firedrill (\w+)(.*)/g)];
    expect(lines.map(([, name]) => name)).toEqual(expect.arrayContaining(['run', 'stop', 'report']));
    for (const [, name, rest = ''] of lines) {
      const known = program.commands.find((one) => one.name() === name)?.options.map(({ long }) => long);
      const asked = [...rest.matchAll(/--[a-z-]+/g)].map(([option]) => option);
      expect([...(known ?? []), ...everywhere]).toEqual(expect.arrayContaining(asked));
    }
  });

  test.each(examples)(
    'knows the name of its run before it begins, and stops and reports that one: %s',
    (path) => {
      const ids = [
        ...textOf(path).matchAll(/(?:--run-id|firedrill stop|firedrill report) ("[^ ]+( [^ ]+)?")/g),
      ];
      expect(ids.length).toBeGreaterThanOrEqual(4);
      expect(new Set(ids.map(([, id]) => id)).size).toBe(1);
    },
  );

  test('for GitHub gives the action inputs that it has, all that it must have, and no right that it needs not', () => {
    const { permissions, concurrency, jobs } = parse(textOf('github/workflow.yml'));
    expect(permissions).toEqual({});
    expect(concurrency['cancel-in-progress']).toBe(false);
    const uses = Object.values<{ permissions: object; steps: { uses?: string; with?: object }[] }>(jobs);
    for (const { permissions: own, steps } of uses) {
      const [step] = steps.filter((one) => one.uses?.startsWith('OWNER/firedrill@'));
      const given = Object.keys(step?.with ?? {});
      expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(given));
      expect(given).toContain('file');
      expect(own).toMatchObject({ contents: 'read', 'id-token': 'write' });
    }
    expect(uses.map(({ permissions: own }) => 'pull-requests' in own)).toEqual([true, false]);
  });

  test('for GitLab stops in what runs after a cancelled job too, and is not cut off by a newer commit', () => {
    const { drill, '.firedrill': common } = parse(textOf('gitlab/gitlab-ci.yml'));
    expect(drill.interruptible).toBe(false);
    expect(drill.after_script.flat().join('\n')).toMatch(/\$CI_JOB_STATUS" = canceled[\s\S]*firedrill stop/);
    expect(drill.artifacts.reports.junit).toBe('junit.xml');
    expect(common.id_tokens.AWS_ID_TOKEN).toBeDefined();
  });

  test('for CodeBuild stops and reports in what runs when the drill has failed', () => {
    const { phases, reports } = parse(textOf('codepipeline/buildspec.yml'));
    expect(phases.build.finally.join('\n')).toMatch(/firedrill stop[\s\S]*junit\.xml/);
    expect(reports.firedrill['file-format']).toBe('JUNITXML');
  });
});
