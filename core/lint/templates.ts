import type { RuleText } from './rule.ts';
import { page } from './sources.ts';

/** Of a FIS template that goes on where a target set is empty. */
export const emptyTargetsSkipped: RuleText = {
  id: 'empty-targets-skipped',
  severity: 'warning',
  summary:
    'a template whose actions are skipped where nothing is found to hit (`emptyTargetResolutionMode: skip`)',
  why: 'With no matching target anywhere the experiment completes all the same: a pass that proves nothing. 11 of the 23 templates of the official library do so. Firedrill refuses a run that would hit nothing.',
  link: page.options,
};

/** Of a FIS template without a stop condition. */
export const noStopCondition: RuleText = {
  id: 'no-stop-condition',
  severity: 'warning',
  summary: 'a template that nothing stops (`stopConditions: none`)',
  why: 'It goes on however badly users fare. All 23 templates of the official library are so; an experiment of Firedrill has at least one probe that stops it.',
  link: page.stop,
};

/** Of a FIS template that keeps no log. */
export const noLogConfiguration: RuleText = {
  id: 'no-log-configuration',
  severity: 'advice',
  summary: 'a template without a log configuration',
  why: 'FIS forgets an experiment after 120 days, and says per action what went wrong only in its log. Firedrill makes its own templates, with the log of its deployment.',
  link: page.logging,
};

/** What the importer says of FIS templates: nothing of it can be written in a document of ours. */
export const ofTemplates: readonly RuleText[] = [emptyTargetsSkipped, noStopCondition, noLogConfiguration];
