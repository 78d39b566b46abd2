import { canonicalJson } from '../../../core/chain.ts';
import type { FunctionConfiguration } from '../../workload/messages.ts';
import type { Resources } from '../action.ts';

/** A configuration as an image holds it. */
export const canonical = (configuration: FunctionConfiguration): string => canonicalJson(configuration);

/** The shop's Lambda functions. */
export const functions: Resources = async (lab) =>
  (await lab.listFunctions()).functions.map(({ arn, functionName, tags, configuration }) => ({
    target: { arn, label: functionName, tags, containers: [] },
    attributes: { FunctionName: functionName },
    image: { configuration: canonical(configuration) },
  }));
