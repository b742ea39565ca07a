import type { Telemetry } from '@jejak/event-store';
import { registry, withSpan } from '@jejak/observability';
import { Counter, Histogram } from 'prom-client';

/** The store names spans and metrics as operations.md section 5 does; here they meet the instruments of that name. */
export const storeTelemetry: Telemetry = {
  span: (name, attributes, run) =>
    // The store has three spans, and they are in the list; a fourth would be noticed by the test of this file.
    withSpan(name as 'command' | 'decide' | 'append', attributes, run),
  observe: (name, labels, value) => {
    const instrument = registry.getSingleMetric(name);
    if (instrument instanceof Counter) instrument.inc(labels, value);
    else if (instrument instanceof Histogram) instrument.observe(labels, value);
    else throw new Error(`${name} is no metric of this installation`);
  },
};
