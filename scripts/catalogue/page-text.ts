import type {
  AwsfisDocument,
  CatalogueAction,
  RetiredAction,
  TargetType,
} from '../../core/catalogue/catalogue.ts';
import { actionSection } from './action-section.ts';
import { madeOf } from './made.ts';
import { documentSection, retiredTable, targetTable } from './other-sections.ts';
import { outOfReach } from './out-of-reach.ts';
import { byService, overview } from './overview.ts';
import { ownFaults } from './own-faults.ts';

/** The data as they are in JSON. */
export type CatalogueData = {
  readonly actions: readonly CatalogueAction[];
  readonly targets: readonly TargetType[];
  readonly documents: readonly AwsfisDocument[];
  readonly retired: readonly RetiredAction[];
};

/** docs/faults.md. */
export const pageText = ({ actions, targets, documents, retired }: CatalogueData): string =>
  `${[
    introduction(actions.length),
    '## Every action of FIS at a glance',
    overview(actions, madeOf),
    "## Firedrill's own faults",
    `What FIS cannot do. Each is undone by us, with the values that were there before; a target that somebody else has changed meanwhile is reported, not overwritten. \`rds/exhaust-connections\` (somebody takes every connection that a database has left) is for the lab alone.`,
    ownFaults(),
    '## What cannot be broken, and what to do instead',
    outOfReach(),
    ...byService(actions).flatMap(([title, ofService]) => [
      `## ${title}`,
      ...ofService.map((action) => actionSection(action, madeOf(action))),
    ]),
    '## The AWSFIS documents',
    documentsIntroduction,
    ...documents.map(documentSection),
    '## Targets',
    'A target is chosen by ARNs (five at most), by tags (all of them have to match), or by the parameters here; in Firedrill also by Auto Scaling group or CloudFormation stack. FIS takes filters together with tags, never with ARNs.',
    targetTable(targets),
    '## Ids of the past',
    retiredTable(retired),
  ].join('\n\n')}\n`;

const introduction = (
  count: number,
) => `<!-- Written by scripts/catalogue.ts from core/catalogue/*.json and what the drivers say of themselves. -->

# Faults: what each one hits, how it ends, and how that is proven

The ${count} actions of AWS Fault Injection Service as of November 2026, from AWS's pages (each with its sources), and Firedrill's
own. AWS adds actions faster than anyone's list: an id that is not here passes with a warning.

**Ends.** *by itself*: FIS or the service takes it away when its duration is over or the experiment is stopped. *only if asked*:
a parameter says so. *by its document*: up to the SSM document or the resource that it runs. *by us*: nobody else does it.
*cannot be undone*: there is nothing to undo, and Firedrill awaits recovery instead. *documented*: a page of AWS says so, for the
end or for an early stop; *inferred*: none does, and it is what the nature of the call suggests, so a before-image is taken and
the end is looked at in any case.

**Proof.** What can be read: at level 2 something other than FIS shows that the fault is there, at level 1 only FIS says so. Firedrill
itself does not read all of that (see *AWS*); where FIS alone was asked, the report says "confirmed by FIS only".

**IAM.** Whether the role of the experiment alone would refuse a target that does not carry the consent tag. *partly*: not by the
tag, or not in every call, but targets can be named in the policy. *no*: IAM cannot tell targets apart; it takes a named permission in the
policy, and the plan shows it.

**AWS, lab.** What Firedrill does. *reads*: it looks at the targets itself, before, meanwhile and afterwards. *asks FIS*: the targets
show nothing of it that Firedrill can read, so that it is there, and over, is FIS's word; where the owner of a target has kept a
trace (a failed check, a refused launch), that counts too. *no*: a plan refuses it, and says why. *lab*: the lab rehearses it.

Every value of a parameter is text. Durations are ISO 8601; the account's limit is PT12H for an action, where AWS states no other.`;

const documentsIntroduction = `For \`aws:ssm:send-command\`, on EC2 instances with Amazon Linux 2023, Ubuntu, RHEL 8 or 9, or CentOS 9. Two durations are at work: the
action's \`duration\` and the document's \`DurationSeconds\`. Where the action is shorter, the document goes on after FIS has called
it completed; installing what is missing takes time beyond both. Each document writes a script that undoes it before it begins. The five
\`AWSFIS-Run-Network-*\` documents cannot run in parallel.`;
