import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

/**
 * Lets a connection to Kafka rest while it has nothing to send.
 *
 * kafkajs 2.2.4, the last one, asks each connection every millisecond for the rest of its life whether requests wait, from its first answer
 * on (its issues 1556, 1704): an idle service with its dozens of connections used a tenth of a core. What waits is asked for as before.
 */
const { scheduleCheckPendingRequests: schedule } = RequestQueue.prototype;
RequestQueue.prototype.scheduleCheckPendingRequests = function () {
  if (this.pending.length > 0) schedule.call(this);
};
