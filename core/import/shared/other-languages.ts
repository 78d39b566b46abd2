import type { Flaw } from '../../parsed.ts';

type Language = Flaw & { readonly looks: RegExp };

const languages: readonly Language[] = [
  {
    looks: /^[ \t]*(?:resource|module|variable|data|locals|output|provider|terraform)\b[^\n:=]*\{[ \t]*\r?$/m,
    message: 'this is Terraform in its own language, whose values are known only to Terraform',
    fix: 'run `terraform show -json > template.json` (after `apply`, or on a plan file) and import that',
  },
  {
    looks: /\bCfnExperimentTemplate\b/,
    message: 'this is the source of a CDK app, whose template comes into being when it runs',
    fix: 'run `cdk synth > template.yml` and import that',
  },
  {
    looks: /\bfis\.(?:ExperimentTemplate|NewExperimentTemplate)\b/,
    message: 'this is the source of a Pulumi program',
    fix: 'deploy it, then `aws fis get-experiment-template --id EXT… > template.json` and import that',
  },
];

/** What is wrong with a text that is a program rather than a document; undefined where it may be one. */
export const programFlaw = (text: string): (Flaw & { readonly index: number }) | undefined => {
  const language = languages.find(({ looks }) => looks.test(text));
  if (language === undefined) return undefined;
  return { index: Math.max(text.search(language.looks), 0), message: language.message, fix: language.fix };
};
