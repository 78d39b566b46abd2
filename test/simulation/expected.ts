import type { InvariantId } from './invariants/sentences.ts';
import type { Layer } from './layers.ts';
import type { Finding } from './tally.ts';

/** What is bound to go wrong without a layer, and why: promises that it is, or that nothing else is there for. */
type Expected = { readonly promises: readonly InvariantId[]; readonly like?: RegExp; readonly why: string };

const faulted: readonly InvariantId[] = ['S3', 'S6', 'S7', 'S12', 'liveness'];

/** By layer. Whatever else is found with a layer off is a defect of the others. */
const expected: Readonly<Record<Layer, readonly Expected[]>> = {
  fence: [
    {
      promises: ['S1', 'S4', 'S5', 'S8', 'S9', 'S13'],
      why: 'the fence is these promises, for a fault that is sent after its time',
    },
    { promises: faulted, why: 'nothing else refuses what sleeps for longer than anybody waits' },
  ],
  'stable-tokens': [{ promises: ['S5'], why: 'the token is this promise; nothing was left faulted' }],
  verification: [
    {
      promises: faulted,
      why: 'only a second look finds an effect that landed after its undo, or an undo that did nothing',
    },
  ],
  quarantine: [
    { promises: faulted, why: 'only waiting keeps what lands late from landing after the last look' },
  ],
  'dead-man': [
    {
      promises: ['liveness'],
      like: /^in the end it is closed, the dead man is armed$/,
      why: 'a dead man who never acts never sees that his run is over; nothing is faulted',
    },
  ],
  reconciler: [
    {
      promises: ['liveness'],
      like: /^in the end it (is|never)/,
      why: 'nobody else looks after a run without a fault; nothing is faulted, and its lease stays',
    },
  ],
  'status-rule': [],
};

/** Why a finding without a layer was to be expected; undefined when it was not. */
export const whyExpected = (layer: Layer, { invariant, detail }: Finding): string | undefined =>
  expected[layer].find(({ promises, like = /./ }) => promises.includes(invariant) && like.test(detail))?.why;
