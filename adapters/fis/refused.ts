const reasons: Readonly<Record<string, string>> = {
  'aws:cloudwatch:assert-alarm-state':
    'it breaks nothing: write the alarm as a probe of the steady state (`type: alarm`), which is read before, during and after',
  'aws:ecs:drain-container-instances':
    'AWS does not say whether the container instances become active again, and the driver fis cannot read or undo it: no client of ECS is part of Firedrill',
  'aws:eks:inject-kubernetes-custom-resource':
    'AWS does not say what becomes of the resource when the experiment ends, and no role of Firedrill can look into the cluster',
  'aws:fis:wait': 'it breaks nothing: give the next fault a `startAfter`',
  'aws:ssm:send-command': 'it names no document: give the parameter `documentArn`',
  'aws:ssm:start-automation-execution': 'it names no runbook: give the parameter `documentArn`',
};

/** Why an action of FIS is not made, for the refusal; undefined where this driver makes it, or never heard of it. */
export const whyRefused = (action: string): string | undefined =>
  Object.hasOwn(reasons, action) ? reasons[action] : undefined;
