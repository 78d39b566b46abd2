import { catalogued } from '../catalogue/catalogue.ts';
import type { RawMap } from '../documents/raw.ts';
import { kebab } from '../import/shared/names.ts';
import { consentNeeds } from './consent.ts';
import type { Measured } from './measure.ts';
import { type Scene, wordOf } from './scene.ts';
import type { Need, Prediction, Suggestion } from './suggestion.ts';
import type { Resource } from './template/template.ts';
import { type QuestionId, questions } from './well-architected.ts';

/** What a rule says of one experiment. */
export type Proposal = {
  readonly system: string;
  /** What happens, in a few words: `one-instance-lost`. */
  readonly event: string;
  readonly title: string;
  readonly why: string;
  readonly faults: readonly RawMap[];
  /** What is hurt: it must carry the consent tag. */
  readonly hit: readonly [Resource, ...(readonly Resource[])];
  /** What gives the experiment its name; the first that is hurt, where nothing is said. */
  readonly named?: Resource;
  /** What else it is about. */
  readonly about?: readonly Resource[];
  readonly measured: Measured;
  readonly recoverWithin: string;
  readonly maxDuration?: string;
  readonly maxTargets: number;
  readonly maxPercent: number;
  readonly needs?: readonly (Need | false)[];
  readonly prediction: Prediction;
  readonly answers: readonly QuestionId[];
  readonly comments?: Readonly<Record<string, string>>;
};

/** A proposal as a document, with everything that its reader must know. */
export const propose = (scene: Scene, proposal: Proposal): Suggestion => {
  const { hit, about = [], measured, needs = [], title, why, system } = proposal;
  const involved = new Set([...hit, ...about, ...(measured.front ? [measured.front.resource] : [])]);
  const all = [...needs, ...consentNeeds(scene, hit), ...measured.needs].filter((need) => need !== false);
  return {
    experiment: documentOf(scene, proposal),
    ...{ title, why, system, event: proposal.event, needs: musts(all), prediction: proposal.prediction },
    resources: [...involved].map((one) => ({ id: one.id, type: one.type, ...scene.where(one) })),
    wellArchitected: questions(...proposal.answers),
    comments: { ...commentsOf(scene, proposal), ...proposal.comments },
  };
};

// What stands in the way comes first, each once.
const musts = (needs: readonly Need[]): readonly Need[] => {
  const once = [...new Map(needs.map((need) => [need.what, need])).values()];
  return once.toSorted((a, b) => Number(a.severity === 'should') - Number(b.severity === 'should'));
};

const documentOf = (scene: Scene, proposal: Proposal) => ({
  kind: 'Experiment',
  name: kebab(`${wordOf(proposal.named ?? proposal.hit[0])}-${proposal.event}`) ?? proposal.event,
  title: proposal.title,
  owner: scene.wishes.owner ?? OWNER,
  purpose: proposal.why,
  steadyState: { holdFor: holdFor(proposal), probes: proposal.measured.probes },
  faults: proposal.faults,
  recovery: { within: proposal.recoverWithin },
  ...(isIrreversible(proposal) && { guards: { window: OFFICE_HOURS }, approval: { required: true } }),
  limits: {
    maxDuration: proposal.maxDuration ?? 'PT30M',
    maxTargets: proposal.maxTargets,
    maxPercent: proposal.maxPercent,
    consentTag: { key: 'firedrill:consent', value: 'allowed' },
  },
});

// What cannot be undone is for hours in which somebody could help, and for somebody to agree to.
const OFFICE_HOURS = { zone: 'UTC', days: ['Mon', 'Tue', 'Wed', 'Thu'], from: '09:00', to: '16:00' };

const isIrreversible = ({ faults }: Proposal): boolean =>
  faults.some(({ action }) => catalogued(String(action))?.revertClass === 'irreversible');

// It is also how long a fault that happens and is over is observed; alarms and metrics need some periods to notice.
const holdFor = ({ measured: { probes } }: Proposal): string =>
  probes.some(({ type }) => type === 'http') ? 'PT1M' : 'PT3M';

const OWNER = 'team@example.com';

const commentsOf = (scene: Scene, proposal: Proposal): Readonly<Record<string, string>> => ({
  ...(scene.wishes.owner === undefined && { '/owner': 'Who answers for it?' }),
  ...(isIrreversible(proposal) && { '/guards/window': 'When may it run? It cannot be undone.' }),
  ...Object.fromEntries(
    Object.entries(proposal.measured.comments).map(([index, words]) => [
      `/steadyState/probes/${index}`,
      words,
    ]),
  ),
});
