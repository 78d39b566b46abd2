import type { ActionFacts } from '../../../core/ports.ts';
import type { FisAction } from '../actions.ts';

/** What makes an action of which its targets show nothing. */
export type Traceless = Pick<ActionFacts, 'revertClass' | 'iamEnforced' | 'resourceType' | 'undo'> &
  Pick<FisAction, 'targetKey' | 'targetParameters' | 'onlyByTags'> & {
    /** What the fault is, in words: they stand for the image that nobody can take. */
    readonly fault: string;
    readonly chosenAtStart?: true;
  };

/** An action whose targets are described alike with the fault and without: FIS alone says whether it is there. */
export const traceless = ({
  revertClass,
  iamEnforced,
  resourceType,
  undo,
  fault,
  chosenAtStart,
  ...rest
}: Traceless): FisAction => ({
  facts: { revertClass, iamEnforced, resourceType, undo, ...(chosenAtStart && { chosenAtStart }) },
  ...rest,
  before: () => ({ fault: 'none' }),
  after: () => ({ fault }),
  standing: () => 'before',
});
