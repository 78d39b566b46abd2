import type { Path, Problem } from '../../documents/problem.ts';
import { quote } from '../../documents/quote.ts';
import { isMap, type RawMap } from '../../documents/raw.ts';

/** Something that keeps a document from being a template, and where. */
export type Wrong = Pick<Problem, 'message' | 'fix'> & { readonly path: Path };

/** Why a document is no template; nothing where it is one. */
export const notATemplate = (value: unknown): readonly Wrong[] => {
  if (!isMap(value))
    return [
      { path: [], message: 'this is not a map of keys and values', fix: 'give a CloudFormation template' },
    ];
  if (value.Resources === undefined) return [{ path: [], ...noResources(value) }];
  if (!isMap(value.Resources))
    return [
      {
        path: ['Resources'],
        message: '`Resources` is not a map',
        fix: 'write each resource under its logical id',
      },
    ];
  return Object.entries(value.Resources).flatMap(([id, declared]) => wrongResource(id, declared));
};

const noResources = (value: RawMap) => {
  if (value.kind === 'Experiment' || value.kind === 'GameDay')
    return {
      message: `this is a Firedrill ${value.kind}`,
      fix: 'give the template of the stack that it is about',
    };
  if (value.service !== undefined && value.provider !== undefined)
    return {
      message: 'this is a configuration of the Serverless Framework, not a template',
      fix: 'run `serverless package`, and give `.serverless/cloudformation-template-update-stack.json`',
    };
  if (value.version !== undefined && value.artifacts !== undefined)
    return {
      message: 'this is a manifest of the CDK',
      fix: 'give the `*.template.json` beside it in `cdk.out`',
    };
  return { message: 'there are no `Resources`', fix: 'give a CloudFormation template' };
};

const wrongResource = (id: string, declared: unknown): readonly Wrong[] => {
  if (id.startsWith('Fn::')) return [];
  const path = ['Resources', id];
  if (!isMap(declared))
    return [
      {
        path,
        message: `the resource ${quote(id)} is not a map`,
        fix: 'write `Type:` and `Properties:` under it',
      },
    ];
  if (typeof declared.Type === 'string') return [];
  return [
    {
      path,
      message: `the resource ${quote(id)} has no \`Type\``,
      fix: 'write one such as `Type: AWS::EC2::Instance`',
    },
  ];
};
