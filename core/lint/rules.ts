import { exceptionTexts } from './exceptions.ts';
import type { Rule, RuleText } from './rule.ts';
import { actionRules } from './rules/actions.ts';
import { alarmRules } from './rules/alarms.ts';
import { arnRules } from './rules/arns.ts';
import { careRules } from './rules/care.ts';
import { consentRules } from './rules/consent.ts';
import { countingRules } from './rules/counting.ts';
import { detectionRules } from './rules/detection.ts';
import { filterRules } from './rules/filters.ts';
import { innerDurationRules } from './rules/inner-durations.ts';
import { irreversibleRules } from './rules/irreversible.ts';
import { leftoverRules } from './rules/leftovers.ts';
import { metricRules } from './rules/metrics.ts';
import { ownRules } from './rules/own.ts';
import { parameterRules } from './rules/parameters.ts';
import { quotaRules } from './rules/quotas.ts';
import { reachRules } from './rules/reach.ts';
import { recoveryRules } from './rules/recovery.ts';
import { selectionRules } from './rules/selection.ts';
import { ssmDocumentRules } from './rules/ssm-documents.ts';
import { stopAlarmRules } from './rules/stop-alarms.ts';
import { targetRules } from './rules/targets.ts';
import { togetherRules } from './rules/together.ts';
import { trapRules } from './rules/traps.ts';
import { undoRules } from './rules/undo.ts';
import { ofTemplates } from './templates.ts';

/** Every rule about experiments. */
export const rules: readonly Rule[] = [
  ...[...actionRules, ...parameterRules, ...ssmDocumentRules, ...innerDurationRules],
  ...[...targetRules, ...filterRules, ...arnRules, ...selectionRules, ...countingRules],
  ...[...consentRules, ...ownRules, ...stopAlarmRules, ...alarmRules, ...metricRules, ...detectionRules],
  ...[...undoRules, ...recoveryRules, ...irreversibleRules, ...togetherRules, ...quotaRules],
  ...[...careRules, ...trapRules, ...leftoverRules, ...reachRules],
];

/** What every rule says of itself, those about exceptions and those of the importer too. */
export const ruleTexts: readonly RuleText[] = [...rules, ...exceptionTexts, ...ofTemplates];

/** What a rule says of itself; undefined for an id that there is not. */
export const ruleText = (id: string): RuleText | undefined => ruleTexts.find((rule) => rule.id === id);
