import type { MetricQuery } from '../../core/experiment.ts';
import type { Window } from './alarm-windows.ts';
import type { MathInput } from './expression.ts';
import type { MetricStore } from './metric-store.ts';

/** The metrics of a request over some periods, as an expression reads them. */
export const mathInput = (
  store: MetricStore,
  metrics: Readonly<Record<string, MetricQuery>>,
  periodMs: number,
  windows: readonly Window[],
): MathInput => ({
  atMs: windows.map(({ fromMs }) => fromMs),
  periodMs,
  ids: Object.keys(metrics),
  read: (id) => {
    const query = Object.hasOwn(metrics, id) ? metrics[id] : undefined;
    return windows.map(({ fromMs, toMs }) => query && store.datapoint(query, fromMs, toMs));
  },
});
