import { isMap, listOf, mapOf, type RawMap } from '../../documents/raw.ts';
import { knownText, NO_VALUE, unknown } from './values.ts';

/** What is known of a stack besides its template. */
export type Given = {
  /** The stack's name. */
  readonly stack: string;
  /** The values of parameters, by name; they win over the template's defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** What the stack itself is tagged with; CloudFormation hands it on to everything in it. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly region?: string;
  readonly account?: string;
};

/** What intrinsics are resolved with. */
export type Context = {
  readonly given: Given;
  /** The values of the parameters, and of AWS's pseudo parameters. */
  readonly values: ReadonlyMap<string, unknown>;
  readonly mappings: RawMap;
  readonly conditions: RawMap;
  /** The conditions that were decided, or are being: one that asks for itself is not known. */
  readonly decided: Map<string, boolean | undefined>;
  readonly resources: ReadonlySet<string>;
};

/** The context of a template's own sections. */
export const contextOf = (template: RawMap, given: Given): Context => ({
  given,
  values: new Map([...pseudoParameters(given), ...parametersOf(mapOf(template.Parameters), given)]),
  mappings: mapOf(template.Mappings),
  conditions: mapOf(template.Conditions),
  decided: new Map(),
  resources: new Set(Object.keys(mapOf(template.Resources))),
});

const pseudoParameters = ({ stack, region, account }: Given): readonly (readonly [string, unknown])[] => [
  ['AWS::NoValue', NO_VALUE],
  ['AWS::StackName', stack],
  ['AWS::Region', region ?? unknown('it depends on the Region')],
  ['AWS::AccountId', account ?? unknown('it depends on the account')],
  ['AWS::Partition', partitionOf(region)],
  ['AWS::URLSuffix', region?.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'],
  ['AWS::StackId', unknown('it depends on the stack')],
  ['AWS::NotificationARNs', []],
];

const partitionOf = (region = ''): string => {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};

const parametersOf = (parameters: RawMap, { parameters: given = {} }: Given) =>
  Object.entries(parameters).map(([name, declared]) => {
    const parameter = mapOf(declared);
    const type = knownText(parameter.Type) ?? 'String';
    return [
      name,
      valueGiven(name, type, Object.hasOwn(given, name) ? given[name] : undefined, parameter),
    ] as const;
  });

const valueGiven = (name: string, type: string, given: string | undefined, parameter: RawMap): unknown => {
  // Its value is the name under which Systems Manager keeps the real one.
  if (given === undefined && type.startsWith('AWS::SSM::Parameter::'))
    return unknown(`the parameter ${name} is kept in Systems Manager`);
  const value = given ?? scalarText(parameter.Default);
  if (value === undefined) return unknown(`the parameter ${name} has no default`, allowedOf(parameter));
  return /^(CommaDelimitedList|List<.*>)$/.test(type) ? value.split(',').map((item) => item.trim()) : value;
};

const allowedOf = ({ AllowedValues }: RawMap): readonly unknown[] | undefined => {
  const allowed = listOf(AllowedValues);
  return allowed.length > 0 ? allowed : undefined;
};

const scalarText = (value: unknown): string | undefined =>
  Array.isArray(value) && value.every((item) => !isMap(item)) ? value.join(',') : knownText(value);
