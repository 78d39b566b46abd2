import type { LabTime } from '../lab-clock.ts';

/** What a link does to what passes; nothing of it is a healthy link. Latency is one way and in lab time. */
export type LinkCondition = {
  readonly cut?: boolean;
  readonly latencyMs?: number;
  /** 0 to 100. What is lost comes late, as TCP sends it again; at 100 nothing comes. */
  readonly lossPercent?: number;
};

/** A link to open: its relay listens on `port` (0 lets the system choose) and connects to `targetPort`, on 127.0.0.1. */
export type OpenLink = {
  readonly linkId: string;
  readonly port: number;
  readonly targetPort: number;
  readonly condition: LinkCondition;
};

/** What the network's process is started with. */
export type NetworkSettings = LabTime & { readonly seed: number; readonly links: readonly OpenLink[] };

/** What the keeper tells the network. */
export type NetworkOrder =
  | { readonly type: 'open'; readonly link: OpenLink }
  /** New connections go elsewhere; open ones stay. */
  | { readonly type: 'retarget'; readonly linkId: string; readonly targetPort: number }
  | { readonly type: 'condition'; readonly linkId: string; readonly condition: LinkCondition }
  | { readonly type: 'close'; readonly linkId: string };

/** What the network tells the keeper. */
export type NetworkReport =
  | { readonly type: 'listening'; readonly linkId: string; readonly port: number }
  | { readonly type: 'failed'; readonly linkId: string; readonly message: string };
