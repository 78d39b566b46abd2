import { formatDuration, parseDuration } from '../duration.ts';
import { checkExpression } from './check-probes.ts';
import { about, type Finding, type Path } from './problem.ts';
import { listOf, mapOf, type RawMap, repeatedNames, textOf } from './raw.ts';

/** What is wrong between the fields of error budgets; fields that are wrong themselves are passed over. */
export const checkBudgets = (budgets: unknown): readonly Finding[] => {
  const path = ['guards', 'errorBudget'];
  const all = listOf(budgets).map(mapOf);
  return [
    ...repeatedNames(all, path),
    ...all.flatMap((budget, index) => [
      ...checkExpression(budget, [...path, index]),
      ...checkSpan(budget, [...path, index]),
    ]),
  ];
};

const minute = 60_000;
const day = 24 * 60 * minute;

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#metrics-retention
const keptMs = (periodMs: number): number => {
  if (periodMs % (60 * minute) === 0) return 455 * day;
  return periodMs % (5 * minute) === 0 ? 63 * day : 15 * day;
};

const checkSpan = ({ period = 'PT5M', over }: RawMap, path: Path): readonly Finding[] => {
  const [each, all] = [period, over].map((text) => parseDuration(textOf(text)));
  if (!each?.ok || !all?.ok || each.value === 0) return [];
  const at = [...path, 'over'];
  const finding = (message: string, fix: string) => [{ path: at, message: about(at, message), fix }];
  if (all.value < each.value)
    return finding(
      `${formatDuration(all.value)} is shorter than a period`,
      'write a longer time or a shorter `period`',
    );
  if (all.value > keptMs(each.value))
    return finding(
      `CloudWatch keeps data of ${formatDuration(each.value)} for ${formatDuration(keptMs(each.value))} only`,
      'write a longer `period`, such as `PT1H`, or a shorter time',
    );
  return [];
};
