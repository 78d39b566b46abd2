import { allowsOf, isUnnarrowed, reads } from '../statements.ts';
import { at, type Json, listOf, ofType, type Rule, referredIn } from '../template.ts';
import { unnarrowed } from '../unnarrowed.ts';

/** Actions are named one by one. */
export const actionsNamed: Rule = (template) =>
  allowsOf(template).flatMap(({ role, actions }) =>
    actions
      .filter((action) => action.includes('*'))
      .map((action) => `${role} is allowed ${action}: name the actions`),
  );

/** What changes something names what it changes, or says on what condition, or why AWS takes nothing narrower. */
export const resourcesNamed: Rule = (template) =>
  allowsOf(template)
    .filter((statement) => isUnnarrowed(statement) && statement.condition === undefined)
    .flatMap(({ role, actions }) =>
      actions
        .filter((action) => !reads(action) && !(action in unnarrowed))
        .map((action) => `${role} is allowed ${action} on everything, without a condition`),
    );

/** A reason to allow what is not allowed any more is no reason. */
export const reasonsNeeded: Rule = (template) => {
  const used = new Set(
    allowsOf(template)
      .filter(isUnnarrowed)
      .flatMap(({ actions }) => actions),
  );
  return Object.keys(unnarrowed)
    .filter((action) => !used.has(action))
    .map((action) => `${action} is in scripts/package/unnarrowed.ts, and no role has it on everything`);
};

/** A role is handed to one service only, and named. */
export const rolesPassed: Rule = (template) =>
  allowsOf(template)
    .filter(({ actions }) => actions.includes('iam:PassRole'))
    .flatMap((statement) =>
      isUnnarrowed(statement) || at(statement.condition, 'StringEquals', 'iam:PassedToService') === undefined
        ? [`${statement.role} may pass a role without saying which, and to whom`]
        : [],
    );

/** The role that breaks is given by one function only, the one that can merely look by another. */
export const rolesPassedBy: Rule = (template) =>
  allowsOf(template)
    .filter(({ actions }) => actions.includes('iam:PassRole'))
    .flatMap(({ role, resources }) =>
      resources.flatMap(referredIn).flatMap((passed) => {
        const by = { FisRole: 'InjectFaultsRole', FisPreviewRole: 'PlanRunRole' }[passed];
        return by === undefined || by === role
          ? []
          : [`${role} may pass ${passed}, which is for ${by} alone`];
      }),
    );

const services = ['fis', 'scheduler', 'states'];

/** A service takes on a role for this account only, and where it can be said for one resource only. */
export const trustNarrow: Rule = (template) =>
  ofType(template, 'AWS::IAM::Role').flatMap(([id, { Properties }]) =>
    listOf(at(Properties, 'AssumeRolePolicyDocument', 'Statement')).flatMap((statement) => {
      const service = String(at(statement, 'Principal', 'Service')).split('.')[0] ?? '';
      const said = JSON.stringify(at(statement, 'Condition') ?? {});
      if (service === 'lambda') return [];
      if (!services.includes(service)) return [`${id} trusts ${service}, which no rule knows`];
      return ['aws:SourceAccount', 'aws:SourceArn']
        .filter((key) => !said.includes(`"${key}"`))
        .map((key) => `${id} is for ${service} of any ${key === 'aws:SourceArn' ? 'resource' : 'account'}`);
    }),
  );

/** A permissions boundary reaches every role. */
export const rolesBounded: Rule = (template) =>
  ofType(template, 'AWS::IAM::Role').flatMap(([id, { Properties }]) =>
    referredIn(at(Properties, 'PermissionsBoundary', 'Fn::If', 1)).includes('PermissionsBoundary')
      ? []
      : [`${id} knows no permissions boundary`],
  );

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
const mostInline = 10_240;
const mostManaged = 6_144;

/** Policies have the size that IAM takes. What is put in when it is deployed counts as 60 characters each. */
export const policiesFit: Rule = (template) => [
  ...ofType(template, 'AWS::IAM::Role').flatMap(([id, { Properties }]) =>
    tooLong(
      id,
      listOf(at(Properties, 'Policies')).map((policy) => at(policy, 'PolicyDocument')),
      mostInline,
    ),
  ),
  ...ofType(template, 'AWS::IAM::ManagedPolicy').flatMap(([id, { Properties }]) =>
    tooLong(id, [at(Properties, 'PolicyDocument')], mostManaged),
  ),
];

const tooLong = (id: string, documents: readonly (Json | undefined)[], most: number): readonly string[] => {
  const length = documents.reduce<number>((sum, document) => sum + lengthOf(document), 0);
  return length > most ? [`${id} has ${length} characters of policies; IAM takes ${most}`] : [];
};

const lengthOf = (document: Json | undefined): number =>
  JSON.stringify(document ?? '', (key, value) =>
    key !== 'Condition' && isFunction(value) ? 'x'.repeat(60) : value,
  ).length;

const isFunction = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).some((key) => /^(Fn::|Ref$)/.test(key));
