/** An alarm as a document names it: by its name, or by its ARN. */
export type NamedAlarm = { readonly asked: string; readonly name: string; readonly arn?: string };

/** The name CloudWatch's API takes; a document may give the ARN. */
export const namedAlarm = (asked: string): NamedAlarm => {
  const [, name] = /^arn:[^:]+:cloudwatch:[^:]*:\d*:alarm:(.+)$/s.exec(asked) ?? [];
  return name === undefined ? { asked, name: asked } : { asked, name, arn: asked };
};
