import type { RawMap } from '../documents/raw.ts';
import { causeAlarms, symptomsOf } from './alarms.ts';
import { allFronts, type Front, frontsTo } from './fronts.ts';
import { failuresAt, type MetricDraft } from './metrics.ts';
import { ownMetric } from './own-metrics.ts';
import type { Scene } from './scene.ts';
import type { Need } from './suggestion.ts';
import type { Resource } from './template/template.ts';

/** The probes of an experiment, what they lack, and what its reader must look at in them. */
export type Measured = {
  readonly probes: readonly RawMap[];
  readonly needs: readonly Need[];
  /** By the number of the probe. */
  readonly comments: Readonly<Record<number, string>>;
  readonly front?: Front;
};

/** How an experiment on a resource is judged. */
export type Subject = {
  readonly resource: Resource;
  /** How many seconds its users may notice it before that is a breach. */
  readonly graceSeconds: number;
  /** What is measured where nothing tells what users see, if not the resource itself. */
  readonly watched?: Resource;
  /** How many of what it counts must be there. */
  readonly least?: number;
};

// FIS watches five stop conditions at most.
const MOST_ALARMS = 4;

/** The probes for an experiment: what users see first, and the resource itself only where nothing else is there. */
export const measure = (scene: Scene, subject: Subject): Measured => {
  const [front] = [...frontsTo(scene, subject.resource), ...fallback(scene, subject.resource)];
  const watched = subject.watched ?? subject.resource;
  const about = front ? front.parts : [subject.resource, watched];
  const symptoms = symptomsOf(scene, about).slice(0, MOST_ALARMS);
  const http = httpProbe(scene, subject.graceSeconds);
  const drafted =
    symptoms.length > 0 ? [] : [front ? failuresAt(front) : ownMetric(scene, watched, subject.least)];
  const probes = [
    ...http,
    ...symptoms.map(({ alarm, name }) => ({ name: probeName(alarm.id), type: 'alarm', alarm: name })),
    ...drafted.map(({ probe }) => probe),
  ];
  return {
    probes,
    needs: [
      ...symptoms.flatMap(({ needs }) => needs),
      ...drafted.flatMap((draft) => noAlarm(scene, draft, front?.resource ?? watched, front)),
      ...causes(scene, [...about, subject.resource]),
    ],
    comments: Object.fromEntries(
      drafted.flatMap(({ unknown }) =>
        unknown === undefined ? [] : [[probes.length - 1, `Put in ${unknown}.`]],
      ),
    ),
    ...(front && { front }),
  };
};

// What no front leads to directly (a database, a cache, a subnet) is noticed at the front of what uses it.
const fallback = (scene: Scene, { type }: Resource): readonly Front[] =>
  /^AWS::(Lambda::\w+|Events::Rule|SQS::Queue|DynamoDB::GlobalTable|EKS::\w+)$/.test(type)
    ? []
    : allFronts(scene);

const httpProbe = ({ wishes: { url } }: Scene, graceSeconds: number): readonly RawMap[] => {
  if (url === undefined) return [];
  const breaches = Math.min(Math.max(graceSeconds, 3), 95);
  return [
    {
      ...{ name: 'front-page', type: 'http', url, every: 'PT1S', timeout: 'PT3S', expect: { status: 200 } },
      tolerance: { breaches, of: breaches + 5 },
    },
  ];
};

const probeName = (id: string): string =>
  id
    .replace(/[0-9A-F]{8}$/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .slice(0, 64);

const noAlarm = (
  scene: Scene,
  { unknown }: MetricDraft,
  owner: Resource,
  front: Front | undefined,
): readonly Need[] => {
  const place = front ? placeOf(front) : owner.id;
  const missing: Need = {
    what: `no alarm on ${place}: nothing that you run already would notice that users suffer`,
    severity: 'must',
    where: scene.where(owner),
    fix: alarmFix(front),
  };
  if (unknown === undefined) return [missing];
  const what = `the metric probe in the place of an alarm needs ${unknown}`;
  return [
    missing,
    {
      what,
      severity: 'must',
      where: scene.where(owner),
      fix: 'put it in after the deployment, or add the alarm',
    },
  ];
};

const placeOf = ({ kind, resource: { id } }: Front): string =>
  kind === 'rest-api' || kind === 'http-api' ? `the API ${id}` : `the load balancer ${id}`;

const alarmFix = (front: Front | undefined): string => {
  if (front === undefined) return 'add an `AWS::CloudWatch::Alarm` on what its users notice';
  const words = `add an \`AWS::CloudWatch::Alarm\` on the failed requests at ${front.resource.id}, with \`Period: 60\``;
  return front.kind === 'alb' ? `${words} (experiments/ec2-alb/alarms.yaml has one)` : words;
};

const causes = (scene: Scene, about: readonly Resource[]): readonly Need[] =>
  causeAlarms(scene, about).map((alarm) => ({
    what: `the alarm ${alarm.id} will fire, because it watches what is broken on purpose; it is no probe here`,
    severity: 'should' as const,
    where: scene.where(alarm),
    fix: 'tell those who are paged by it before you run this',
  }));
