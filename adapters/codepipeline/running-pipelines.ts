import { type CodePipelineClient, paginateListPipelineExecutions } from '@aws-sdk/client-codepipeline';
import type { Deployments } from '../../core/ports.ts';
import { calling } from '../aws/calling.ts';

const underWay: readonly (string | undefined)[] = ['InProgress', 'Stopping'];

// An execution that waits for an approval lasts a week at most; an older one that is under way has newer ones before it.
// https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html
const longEnoughMs = 31 * 86_400_000;

/** Pipelines by name: one with an execution under way deploys, whatever stage that is in. */
export const runningPipelines = (client: CodePipelineClient): Deployments => ({
  inProgress: (name) =>
    calling(`list the executions of the pipeline ${name}`, async () => {
      let newestMs: number | undefined;
      // Newest first.
      const all = paginateListPipelineExecutions({ client, pageSize: 100 }, { pipelineName: name });
      for await (const { pipelineExecutionSummaries: some = [] } of all) {
        const busy = some.find(({ status }) => underWay.includes(status));
        if (busy) return `the pipeline ${name} is ${busy.status}: execution ${busy.pipelineExecutionId}`;
        newestMs ??= some[0]?.startTime?.getTime();
        const oldestMs = some.at(-1)?.startTime?.getTime();
        if (newestMs !== undefined && oldestMs !== undefined && newestMs - oldestMs > longEnoughMs) break;
      }
      return undefined;
    }),
});
