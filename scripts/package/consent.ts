type Source = { readonly resolveVariable: (variable: string) => Promise<unknown> };

/**
 * `${consent:}` in a role: the condition that the target carries the consent tag. CloudFormation puts values in, never
 * keys, and here the tag's name is part of a key.
 */
export const consentCondition = {
  async resolve({ resolveVariable }: Source) {
    const tag = await resolveVariable("param:consentTag, 'firedrill:consent'");
    const value = await resolveVariable("param:consentValue, 'allowed'");
    return { value: { StringEquals: { [`aws:ResourceTag/${tag}`]: value } } };
  },
};
