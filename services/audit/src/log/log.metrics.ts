import { registry } from '@jejak/observability';
import { Counter, Gauge, Histogram } from 'prom-client';

/** Since when nothing newer is published, in milliseconds of the monotonic clock; undefined while another process writes the log. */
let publishedAt: number | undefined;

const inclusion = new Histogram({
  ...{
    name: 'jejak_ledger_inclusion_seconds',
    help: 'From the arrival of an event to a published checkpoint that covers it',
  },
  ...{ buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30], registers: [registry] },
});

new Gauge({
  ...{
    name: 'jejak_ledger_checkpoint_age_seconds',
    help: 'Since the newest checkpoint was published; by the writer of the log',
  },
  registers: [registry],
  collect() {
    if (publishedAt === undefined) this.reset();
    else this.set((performance.now() - publishedAt) / 1000);
  },
});

/** Since when the newest heads checkpoint has had no quorum; null where it has, undefined where none is asked for. */
let unwitnessedSince: number | null | undefined;

new Gauge({
  ...{
    name: 'jejak_ledger_unwitnessed_seconds',
    help: 'Since the last checkpoint with a quorum of cosignatures; 0 while it has one',
  },
  registers: [registry],
  collect() {
    if (unwitnessedSince === undefined) this.reset();
    else this.set(unwitnessedSince === null ? 0 : (performance.now() - unwitnessedSince) / 1000);
  },
});

/** The instruments of what is published (operations.md section 5). */
export const logMetrics = {
  published: new Gauge({
    ...{ name: 'jejak_ledger_published_size', help: 'Entries of the newest published checkpoint' },
    registers: [registry],
  }),
  cosignatures: new Gauge({
    ...{ name: 'jejak_ledger_cosignatures', help: 'On the newest checkpoint that witnesses were asked for' },
    registers: [registry],
  }),
  witness: new Counter({
    ...{
      name: 'jejak_ledger_witness_total',
      help: 'What witnesses answered: ok, conflict, refused; timeout for no answer that can be used',
    },
    ...{ labelNames: ['witness', 'result'], registers: [registry] },
  }),
};

/** Witnesses were asked for a checkpoint. */
export const observeCosigned = (cosignatures: number, isQuorum: boolean): void => {
  logMetrics.cosignatures.set(cosignatures);
  unwitnessedSince = isQuorum ? null : (unwitnessedSince ?? performance.now());
};

/** A checkpoint is there for everyone to see. @param came when the entries that it is the first to cover came */
export const observePublished = (size: number, came: readonly number[]): void => {
  publishedAt = performance.now();
  logMetrics.published.set(size);
  for (const at of came) inclusion.observe((publishedAt - at) / 1000);
};

/** This process writes the log no longer: how old its checkpoint gets is for its successor to say. */
export const forgetPublished = (): void => {
  publishedAt = undefined;
};
