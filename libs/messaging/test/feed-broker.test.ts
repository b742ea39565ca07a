import { FEED_PARTITION, feedBroker, FeedClient } from '../src';
import { brokerContract } from './broker-contract';
import { credentials, FeedServer } from './feed-server';
import { ReadModel } from './read-model';

brokerContract('feeds', { partitions: FEED_PARTITION, messages: 'events' }, async () => {
  const [server, reader] = await Promise.all([FeedServer.start('contract'), ReadModel.create()]);
  const broker = feedBroker({
    feedOf: (topic) => new FeedClient({ url: server.url, topic, credentials }),
    databaseUrl: reader.url,
    pool: reader.pool,
  });
  return {
    broker,
    sessionMs: 0,
    producer: () => Promise.resolve(server.producer),
    makeTopic: () => {
      server.open = true;
      return Promise.resolve();
    },
    textOf: ({ value }) => (JSON.parse(value?.toString() ?? '') as { data: { text: string } }).data.text,
    dispose: async () => {
      await broker.close();
      await server.stop();
      await reader.drop();
    },
  };
});
