import { awsfisDocuments } from '../../catalogue/catalogue.ts';
import type { Finding, Path } from '../../documents/problem.ts';
import { quote } from '../../documents/quote.ts';
import type { Fault } from '../../experiment.ts';
import { parseArn } from '../arns.ts';
import { didYouMean } from '../did-you-mean.ts';
import { eachFault, found } from '../found.ts';
import { leftOver } from '../left-over.ts';
import type { Rule } from '../rule.ts';
import { page } from '../sources.ts';
import { awsDocument, documentName, documentParameters } from '../ssm-document.ts';
import { valueFlaw } from '../value-flaw.ts';

const isSsm = ({ action }: Fault): boolean => action.startsWith('aws:ssm:');

const documentArn: Rule = {
  id: 'document-arn',
  severity: 'error',
  summary: 'a malformed ARN of an SSM document',
  why: 'FIS refuses the template, or SSM answers InvalidDocument when the action starts. A document of AWS has no account in its ARN, one of yours has.',
  link: page.documents,
  check: eachFault(({ fault, path }) => {
    const text = fault.parameters.documentArn;
    if (!isSsm(fault) || text === undefined || leftOver(text) !== undefined) return [];
    const at = [...path, 'parameters', 'documentArn'];
    return [...flawOfArn(fault, text, at), ...unknownName(fault, at)];
  }),
};

const flawOfArn = (fault: Fault, text: string, at: Path): readonly Finding[] => {
  const arn = parseArn(text);
  const name = documentName(fault);
  if (arn?.service !== 'ssm' || !/^document\/[\w.-]+$/.test(arn.resource) || arn.region === '')
    return [
      found(
        at,
        `${quote(text)} is not the ARN of an SSM document`,
        `write one such as \`arn:aws:ssm:${arn?.region || 'eu-central-1'}::document/${name === '' ? 'AWSFIS-Run-CPU-Stress' : name.replace(/^.*\//, '')}\``,
      ),
    ];
  if (/^AWS(FIS)?-/.test(name) && arn.account !== '')
    return [found(at, `${name} is AWS's own, so its ARN has no account`, `write \`${awsOwn(arn, name)}\``)];
  return !/^(AWS|Amazon)/.test(name) && arn.account === ''
    ? [
        found(
          at,
          `the ARN of ${quote(name)} has no account`,
          'put the account that owns it before `:document/`',
        ),
      ]
    : [];
};

const awsOwn = (
  { partition, region }: { readonly partition: string; readonly region: string },
  name: string,
) => `arn:${partition}:ssm:${region}::document/${name}`;

const unknownName = (fault: Fault, at: Path): readonly Finding[] => {
  const name = documentName(fault);
  const names = awsfisDocuments.map((document) => document.name);
  const known = names.some((one) => one === name);
  if (known && fault.action === 'aws:ssm:start-automation-execution')
    return [found(at, `${name} is a command, no automation`, 'use the action `aws:ssm:send-command`')];
  if (known || !name.startsWith('AWSFIS-')) return [];
  return [found(at, `AWS has no document ${quote(name)}`, didYouMean(name, names))];
};

const wrongParameters: Rule = {
  id: 'document-parameters',
  severity: 'error',
  summary: 'parameters that the SSM document of AWS does not take, or lacks',
  why: 'SSM answers InvalidParameters when the action starts: the run has been armed by then, and proves nothing.',
  link: page.documents,
  check: eachFault(({ fault, path }) => {
    const document = isSsm(fault) ? awsDocument(fault) : undefined;
    const given = documentParameters(fault);
    if (!document || !given) return [];
    const at = [...path, 'parameters', 'documentParameters'];
    const names = document.parameters.map(({ name }) => name);
    const unknown = [...given.keys()].filter((name) => !names.includes(name));
    return [
      ...unknown.map((name) =>
        found(at, `${document.name} has no parameter ${quote(name)}`, didYouMean(name, names)),
      ),
      ...document.parameters.flatMap((parameter) => {
        const value = given.get(parameter.name);
        if (value === undefined)
          return parameter.required === true
            ? [
                found(
                  at,
                  `${document.name} needs \`${parameter.name}\``,
                  `add "${parameter.name}": "…" to the JSON`,
                ),
              ]
            : [];
        const flaw = valueFlaw(parameter, value);
        return flaw ? [found(at, `${parameter.name}: ${flaw.message}`, flaw.fix)] : [];
      }),
    ];
  }),
};

/** Rules about SSM documents. */
export const ssmDocumentRules: readonly Rule[] = [documentArn, wrongParameters];
