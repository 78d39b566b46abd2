import { formatDuration } from '../core/duration.ts';
import type { GameDayResult, RunResult } from '../core/result.ts';
import { type Case, caseElement, counted, type Suite } from './junit/case.ts';
import { runCases } from './junit/run-cases.ts';
import { stepCases } from './junit/step-cases.ts';
import { isoOf } from './time.ts';
import { element, type Xml, xmlDocument } from './xml.ts';

/**
 * The result as JUnit XML: a suite for each run, and one for the steps of a game day. What was not tested is an error:
 * most CI systems let skipped tests pass, and nothing that proved nothing may look green.
 */
export const junit = (result: RunResult | GameDayResult): string => {
  const suites = result.format === 'firedrill.run/1' ? [runSuite(result)] : daySuites(result);
  const cases = suites.flatMap((suite) => suite.cases);
  const attributes = { name: 'Firedrill', ...counted(cases) };
  return xmlDocument(element('testsuites', attributes, ...suites.map(suiteElement)));
};

const daySuites = (result: GameDayResult): readonly Suite[] => {
  const { gameDay, runs } = result;
  const steps: Suite = {
    name: gameDay.document.name,
    timestampMs: gameDay.createdAtMs,
    properties: { gameDayId: gameDay.gameDayId, owner: gameDay.document.owner },
    cases: stepCases(result),
  };
  const expected = (runId: string) => {
    const step = gameDay.steps.find((one) => one.runId === runId)?.step;
    return step === undefined ? undefined : gameDay.document.steps[step]?.expect;
  };
  return [steps, ...runs.map((run) => runSuite(run, expected(run.run.runId)))];
};

const runSuite = (result: RunResult, expected?: 'held' | 'failed' | 'untested'): Suite => {
  const { run, experiment } = result;
  const { detectionMs, stopMs, recoveryMs, outageMs } = run.conclusion?.measures ?? {};
  const said = (ms: number | undefined) => (ms === undefined ? undefined : formatDuration(ms));
  return {
    name: experiment.name,
    timestampMs: run.createdAtMs,
    properties: {
      ...{ runId: run.runId, owner: experiment.owner, exitCode: run.conclusion?.exitCode },
      ...{ detection: said(detectionMs), stop: said(stopMs) },
      ...{ recovery: said(recoveryMs), outage: said(outageMs) },
    },
    cases: runCases(result, expected),
  };
};

const suiteElement = ({ name, timestampMs, properties, cases }: Suite): Xml => {
  const given = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [element('property', { name: key, value })],
  );
  const attributes = { name, ...counted(cases), timestamp: isoOf(timestampMs).slice(0, 19) || undefined };
  const inner = cases.map((one: Case) => caseElement(name, one));
  return element('testsuite', attributes, element('properties', {}, ...given), ...inner);
};
