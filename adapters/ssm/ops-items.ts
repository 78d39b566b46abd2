import { type OpsItemFilter, paginateDescribeOpsItems, type SSMClient } from '@aws-sdk/client-ssm';
import { DocumentInvalid } from '../../core/errors.ts';
import type { Incidents } from '../../core/ports.ts';
import { calling } from '../aws/calling.ts';

/** What the name of such a source begins with. */
export const opsItemsScheme = 'opsitems:';

// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DescribeOpsItems.html, and the operator of each.
const operators = {
  Source: 'Equal',
  Severity: 'Equal',
  Category: 'Equal',
  Priority: 'Equal',
  Title: 'Contains',
  ResourceId: 'Contains',
} as const;

const unresolved = ['Open', 'InProgress'];

/**
 * OpsItems as sources of incidents: `opsitems:` and filters, as in `opsitems:Source=shop,Severity=1`. Every filter must
 * fit; without one, any unresolved OpsItem counts.
 */
export const opsItemIncidents = (client: SSMClient): Incidents => ({
  hasOpen: async (name) => {
    const filters = filtersIn(name);
    for (const status of unresolved) if (await hasAny(client, filters, status)) return true;
    return false;
  },
});

const hasAny = (client: SSMClient, filters: readonly OpsItemFilter[], status: string): Promise<boolean> =>
  calling('look for unresolved OpsItems', async () => {
    const OpsItemFilters = [
      ...filters,
      { Key: 'Status' as const, Values: [status], Operator: 'Equal' as const },
    ];
    for await (const { OpsItemSummaries = [] } of paginateDescribeOpsItems({ client }, { OpsItemFilters }))
      if (OpsItemSummaries.length > 0) return true;
    return false;
  });

const filtersIn = (name: string): readonly OpsItemFilter[] =>
  name
    .slice(opsItemsScheme.length)
    .split(',')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [, key = '', value = ''] = /^\s*([^=]+?)\s*=\s*(.*?)\s*$/s.exec(part) ?? [];
      const operator = Object.entries(operators).find(([known]) => known === key);
      if (operator === undefined || value === '')
        throw new DocumentInvalid(
          `${name}: "${part}" is no filter of OpsItems; write ${Object.keys(operators).join(', ')}, an equals sign and a value, with commas between`,
        );
      return { Key: operator[0] as keyof typeof operators, Values: [value], Operator: operator[1] };
    });
