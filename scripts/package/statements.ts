import { at, type Json, listOf, ofType, referredIn, type Template } from './template.ts';

/** One statement of a role, with its lists spelled out. */
export type Statement = {
  readonly role: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly Json[];
  readonly condition: Json | undefined;
};

/** Every statement of every role: of its inline policies, and of those that are attached to it. */
export const statementsOf = (template: Template): readonly Statement[] => [
  ...ofType(template, 'AWS::IAM::Role').flatMap(([role, resource]) =>
    listOf(at(resource, 'Properties', 'Policies')).flatMap((policy) => statementsIn(role, policy)),
  ),
  ...ofType(template, 'AWS::IAM::ManagedPolicy').flatMap(([, { Properties }]) =>
    referredIn(at(Properties, 'Roles')).flatMap((role) => statementsIn(role, Properties)),
  ),
];

const statementsIn = (role: string, policy: Json | undefined): readonly Statement[] =>
  listOf(at(policy, 'PolicyDocument', 'Statement')).map((statement) => ({
    role,
    effect: String(at(statement, 'Effect')),
    actions: listOf(at(statement, 'Action')).map(String),
    resources: listOf(at(statement, 'Resource')),
    condition: at(statement, 'Condition'),
  }));

/** What a role is allowed. */
export const allowsOf = (template: Template): readonly Statement[] =>
  statementsOf(template).filter(({ effect }) => effect === 'Allow');

/** Whether an action changes nothing, by its name; the few that lie are in no role of ours. */
export const reads = (action: string): boolean =>
  /:(Describe|Get|List|BatchGet|ConditionCheck|Query|Scan|Simulate)|^kms:Decrypt$/.test(action);

/** Whether a statement names everything there is as its resource. */
export const isUnnarrowed = ({ resources }: Statement): boolean => resources.includes('*');
