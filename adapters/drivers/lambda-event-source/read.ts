import { GetEventSourceMappingCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Read } from '../attribute/attribute.ts';
import { oneByOne, unlessGone } from '../attribute/one-by-one.ts';
import { uuidOf } from './attribute.ts';

const underWay = ['Creating', 'Enabling', 'Disabling', 'Updating'];

/** The state of event source mappings. */
export const readEventSource = (lambda: LambdaClient): Read =>
  oneByOne(async (target) => {
    const answer = await unlessGone(['ResourceNotFoundException'], () =>
      lambda.send(new GetEventSourceMappingCommand({ UUID: uuidOf(target) })),
    );
    if (answer === undefined || answer.State === 'Deleting') return undefined;
    const { State: state = null } = answer;
    const isUnderWay = state !== null && underWay.includes(state);
    return { image: { state }, ...(isUnderWay && { settling: `is still ${state.toLowerCase()}` }) };
  });
