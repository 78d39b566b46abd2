import { mapOf } from '../../../documents/raw.ts';
import { isoDuration } from '../../../duration.ts';
import type { AskedFault, FaultMaker } from '../activity.ts';
import { carried, changed, derived, type Refusal } from '../draft.ts';
import { type Condition, conditionsOf, numberOf, wordOf, wordsOf } from '../values.ts';
import { arnOf } from '../where.ts';
import { faultOf, given, isRefusal, lasting, type Piece, placeOf, without } from './parts.ts';

/** `ssm.actions.send_command`. */
export const sendCommand: FaultMaker = (asked) => {
  const name = wordOf(given(asked, 'document_name'));
  if (name === undefined) return { why: '`document_name` names no document' };
  const targets = targetsOf(asked);
  if (isRefusal(targets)) return targets;
  const pieces = [documentOf(asked, name), versionOf(asked), ...parametersOf(asked, name)];
  return [faultOf('aws:ssm:send-command', targets, ...pieces, without(asked, control))];
};

const control = {
  timeout_seconds:
    'it is how long SSM waits for an instance to take the command; the fault has a duration of its own',
  max_concurrency: 'FIS sends the command to all targets at once; `select` says to how many',
  max_errors: 'a target that the command fails on fails the fault',
  region: 'the Region is in the ARNs',
};

const targetsOf = (asked: AskedFault): Piece | Refusal => {
  const conditions = conditionsOf(given(asked, 'targets') ?? []) ?? [];
  const ids = conditions.filter(({ name }) => /^instanceids$/i.test(name));
  const tags = conditions.filter(({ name }) => name.startsWith('tag:'));
  if (conditions.length === 0 || (ids.length < conditions.length && tags.length < conditions.length))
    return {
      why: 'its `targets` are neither instance ids nor tags',
      instead: 'choose the instances by id or by tag',
    };
  if (tags.some(({ values }) => values.length > 1))
    return {
      why: 'a tag of its `targets` has several values, and a tag has one here',
      instead: 'write one fault for each',
    };
  const from = placeOf(asked, 'targets');
  return ids.length > 0
    ? byId(asked, ids)
    : {
        fields: {
          resourceType: 'aws:ec2:instance',
          tags: Object.fromEntries(tags.map(({ name, values: [value = ''] }) => [name.slice(4), value])),
          filters: [{ path: 'State.Name', values: ['running'] }],
          select: 'ALL',
        },
        notes: [
          carried(from, ['targets', 'tags'], 'every instance that has these tags'),
          derived(['targets', 'filters'], 'only what runs can take a command'),
        ],
      };
};

const byId = (asked: AskedFault, ids: readonly Condition[]): Piece => {
  const arns = [...new Set(ids.flatMap(({ values }) => values))].map((id) =>
    arnOf(asked.where, 'ec2', 'instance/', id),
  );
  return {
    fields: { resourceType: 'aws:ec2:instance', arns, select: `COUNT(${arns.length})` },
    notes: [changed(placeOf(asked, 'targets'), ['targets', 'arns'], 'an instance is named by its ARN here')],
  };
};

const documentOf = (asked: AskedFault, name: string): Piece => {
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

const versionOf = (asked: AskedFault): Piece => {
  const documentVersion = wordOf(given(asked, 'document_version'));
  if (documentVersion === undefined) return { fields: {}, notes: [] };
  const to = ['parameters', 'documentVersion'];
  return {
    fields: { documentVersion },
    notes: [carried(placeOf(asked, 'document_version'), to, 'the version of the document')],
  };
};

const parametersOf = (asked: AskedFault, document: string): readonly Piece[] => {
  const parameters = given(asked, 'parameters');
  if (parameters === undefined) return [lasting(asked, 'duration')];
  // SSM takes a list for every parameter; of AWSFIS's documents each parameter is one text.
  const single = /^(.*[:/])?AWSFIS-/.test(document);
  const entries = Object.entries(mapOf(parameters)).map(([name, value]) => [
    name,
    single ? wordsOf([value].flat()).join(',') : value,
  ]);
  const documentParameters = JSON.stringify(Object.fromEntries(entries));
  const note = changed(
    placeOf(asked, 'parameters'),
    ['parameters', 'documentParameters'],
    'the parameters are JSON here',
  );
  return [
    { fields: { documentParameters }, notes: [note] },
    lastsFor(asked, mapOf(parameters).DurationSeconds),
  ];
};

// What the document itself takes, and a minute in which it begins and clears up.
const lastsFor = (asked: AskedFault, given: unknown): Piece => {
  const seconds = numberOf([given].flat()[0]);
  if (seconds === undefined || seconds <= 0 || seconds > 11 * 3_600) return lasting(asked, 'duration');
  const message = 'as long as the document says, and one minute to begin and to clear up';
  return {
    fields: { duration: isoDuration(Math.ceil(seconds + 60) * 1000) },
    notes: [derived(['parameters', 'duration'], message)],
  };
};
