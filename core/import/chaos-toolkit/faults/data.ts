import type { FaultMaker } from '../activity.ts';
import { carried, changed, derived } from '../draft.ts';
import { booleanOf, conditionsOf, numberOf, wordOf } from '../values.ts';
import { arnOf } from '../where.ts';
import { faultOf, given, isRefusal, named, type Piece, parameter, placeOf, without } from './parts.ts';

/** `rds.actions.failover_db_cluster`. */
export const failover: FaultMaker = (asked) => {
  const targets = named(asked, 'db_cluster_identifier', 'aws:rds:cluster', (name) =>
    arnOf(asked.where, 'rds', 'cluster:', name),
  );
  if (isRefusal(targets)) return targets;
  const spare = without(asked, {
    target_db_instance_identifier: 'Aurora chooses the new writer by its failover tiers',
  });
  return [faultOf('aws:rds:failover-db-cluster', targets, spare)];
};

/** `rds.actions.reboot_db_instance`. */
export const reboot: FaultMaker = (asked) => {
  const targets = named(asked, 'db_instance_identifier', 'aws:rds:db', (name) =>
    arnOf(asked.where, 'rds', 'db:', name),
  );
  if (isRefusal(targets)) return targets;
  const to = ['parameters', 'forceFailover'];
  const note =
    given(asked, 'force_failover') === undefined
      ? derived(to, "Chaos Toolkit's default is a reboot in place")
      : carried(placeOf(asked, 'force_failover'), to, 'whether the standby takes over');
  const forceFailover = String(booleanOf(given(asked, 'force_failover')) ?? false);
  return [faultOf('aws:rds:reboot-db-instances', targets, { fields: { forceFailover }, notes: [note] })];
};

/** `elbv2.actions.deregister_target`: an instance of its choice, so any one that consents here. */
export const deregister: FaultMaker = (asked) => {
  const name = wordOf(given(asked, 'tg_name'));
  if (name === undefined) return { why: '`tg_name` names no target group' };
  const targets: Piece = {
    fields: {
      resourceType: 'aws:ec2:instance',
      tags: { 'firedrill:consent': 'allowed' },
      filters: [{ path: 'State.Name', values: ['running'] }],
      select: 'COUNT(1)',
    },
    notes: [
      derived(
        ['targets', 'tags'],
        'Chaos Toolkit looks into the target group for one at random; here the instances are chosen by tag',
        `name a tag of the instances behind ${name}`,
      ),
      derived(['targets', 'select'], 'one target is deregistered, as there'),
      derived(['targets', 'filters'], 'what is not running is no target'),
    ],
  };
  const arn = arnOf(asked.where, 'elasticloadbalancing', 'targetgroup/', name);
  const group: Piece = {
    fields: { targetGroupArn: arn.endsWith(`/${name}`) ? `${arn}/FILL-IN-id` : arn },
    notes: [
      changed(
        placeOf(asked, 'tg_name'),
        ['parameters', 'targetGroupArn'],
        'the ARN of a target group has an id in it that only AWS knows',
        `write the ARN: aws elbv2 describe-target-groups --names ${name} --query "TargetGroups[].TargetGroupArn"`,
      ),
    ],
  };
  const duration = derived(
    ['parameters', 'duration'],
    `a fault of Chaos Toolkit lasts until somebody undoes it; ${asked.lastsWhy}`,
  );
  const lasts: Piece = {
    fields: { duration: `PT${Math.max(60, Math.ceil(asked.lastsMs / 1000))}S` },
    notes: [duration],
  };
  return [faultOf('elbv2/deregister-target', targets, group, lasts)];
};

/** `ssm.actions.send_command`. */
export const sendCommand: FaultMaker = (asked) => {
  const name = wordOf(given(asked, 'document_name'));
  const targets = conditionsOf(given(asked, 'targets') ?? []) ?? [];
  if (name === undefined) return { why: '`document_name` names no document' };
  const [ids, tags] = [targets.filter(isIds), targets.filter(({ name: key }) => key.startsWith('tag:'))];
  if (
    targets.length === 0 ||
    ids.length + tags.length < targets.length ||
    (ids.length > 0 && tags.length > 0)
  )
    return {
      why: 'its `targets` are neither instance ids nor tags',
      instead: 'choose the instances by id or by tag',
    };
  if (tags.some(({ values }) => values.length > 1))
    return {
      why: 'a tag of its `targets` has several values, and a tag has one here',
      instead: 'write one fault for each',
    };
  const arns = ids.flatMap(({ values }) => values).map((id) => arnOf(asked.where, 'ec2', 'instance/', id));
  const chosen =
    arns.length > 0
      ? { arns, select: `COUNT(${arns.length})` }
      : {
          tags: Object.fromEntries(tags.map(({ name: key, values: [value = ''] }) => [key.slice(4), value])),
          select: 'ALL',
        };
  const target: Piece = {
    fields: { resourceType: 'aws:ec2:instance', ...chosen },
    notes: [
      changed(placeOf(asked, 'targets'), ['targets'], 'the targets of the command are those of the fault'),
    ],
  };
  return [
    faultOf(
      'aws:ssm:send-command',
      target,
      documentOf(asked, name),
      ...others(asked),
      without(asked, control),
    ),
  ];
};

const isIds = ({ name }: { readonly name: string }) => /^instanceids$/i.test(name);

type Asked = Parameters<FaultMaker>[0];

const documentOf = (asked: Asked, name: string): Piece => {
  const { region, account } = asked.where;
  // AWS's own documents are in no account.
  const owner = /^AWS(FIS)?-/.test(name) ? '' : account;
  const documentArn = name.startsWith('arn:') ? name : `arn:aws:ssm:${region}:${owner}:document/${name}`;
  const message = 'a document is named by its ARN here';
  return {
    fields: { documentArn },
    notes: [changed(placeOf(asked, 'document_name'), ['parameters', 'documentArn'], message)],
  };
};

const others = (asked: Asked): readonly Piece[] => {
  const [version, parameters] = [wordOf(given(asked, 'document_version')), given(asked, 'parameters')];
  const seconds = numberOf(given(asked, 'timeout_seconds'));
  const lastsS = Math.max(60, seconds ?? Math.ceil(asked.lastsMs / 1000));
  const place = (from: string, to: string, message: string) => [
    carried(placeOf(asked, from), ['parameters', to], message),
  ];
  return [
    seconds === undefined
      ? parameter('duration', `PT${lastsS}S`, `how long FIS waits for the command; ${asked.lastsWhy}`)
      : {
          fields: { duration: `PT${lastsS}S` },
          notes: place('timeout_seconds', 'duration', 'how long the command may take'),
        },
    ...(version === undefined
      ? []
      : [
          {
            fields: { documentVersion: version },
            notes: place('document_version', 'documentVersion', 'the version of the document'),
          },
        ]),
    ...(parameters === undefined
      ? []
      : [
          {
            fields: { documentParameters: JSON.stringify(parameters) },
            notes: place('parameters', 'documentParameters', 'as JSON'),
          },
        ]),
  ];
};

const control = {
  max_concurrency: 'FIS sends the command to all targets at once; `select` says to how many',
  max_errors: 'a target that the command fails on fails the fault',
  region: 'the Region is in the ARNs',
};
