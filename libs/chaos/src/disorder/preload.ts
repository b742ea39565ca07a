import { appendFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type * as adapter from '@jejak/messaging';
import type * as disorder from './disorderly-broker';

/*
 * `node --require` of this gives a service of an installation a disorderly broker and late readers, and it knows nothing of it. Any other process that has
 * inherited the option is left alone, and loads nothing.
 *
 * DISORDER_SEED: an integer · DISORDER_FILE: where each send writes a line, which is a `Disorder`
 */
const WORKSPACE = resolve(__dirname, '..', '..', '..', '..');
const { DISORDER_SEED: seed, DISORDER_FILE: file } = process.env;
const isService = process.argv[1]?.startsWith(join(WORKSPACE, 'services') + sep);

if (isService && seed !== undefined && file !== undefined) {
  /* eslint-disable @typescript-eslint/no-require-imports -- loaded in services' processes only, and before they load anything */
  // The module that makes it, since what the package exports is read from there each time it is asked for.
  const made = require(join(WORKSPACE, 'libs', 'messaging', 'dist', 'kafka-broker.js')) as {
    kafkaBroker: typeof adapter.kafkaBroker;
  };
  const { FanOut } = require(
    join(WORKSPACE, 'libs', 'messaging', 'dist', 'fan-out', 'fan-out.js'),
  ) as typeof adapter;
  const { disorderly, late } = require('./disorderly-broker') as typeof disorder;
  /* eslint-enable @typescript-eslint/no-require-imports */
  const { kafkaBroker } = made;
  made.kafkaBroker = (options) =>
    disorderly(kafkaBroker(options), {
      seed: Number(seed),
      tell: (told) => appendFileSync(file, `${JSON.stringify(told)}\n`),
    });
  // Readers of a service share a member of a group: each is late by itself.
  const consumer = Reflect.get<adapter.FanOut, 'consumer'>(FanOut.prototype, 'consumer');
  FanOut.prototype.consumer = function (this: adapter.FanOut, subscription) {
    return consumer.call(this, late(subscription, Number(seed)));
  };
}
