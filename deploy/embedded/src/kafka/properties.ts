/** The addresses one broker needs. */
export interface KafkaAddresses {
  readonly port: number;
  readonly controllerPort: number;
  /** On which interface it listens; clients are always told 127.0.0.1. */
  readonly listenHost: string;
  readonly dataFolder: string;
}

/**
 * The settings of a single node in KRaft mode, small enough to sit beside everything else on one machine. No topic is ever
 * made by accident: its producer makes it, with the number of partitions the contract wants.
 */
export function kafkaProperties({
  port,
  controllerPort,
  listenHost,
  dataFolder,
}: KafkaAddresses): Record<string, string> {
  return {
    'process.roles': 'broker,controller',
    'node.id': '1',
    // The voter is named here, not in the formatted storage, so that a port may change between two starts.
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://${listenHost}:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': dataFolder,
    'num.partitions': '3',
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '4',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'transaction.state.log.num.partitions': '4',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    'group.initial.rebalance.delay.ms': '0',
    'auto.create.topics.enable': 'false',
    'log.cleaner.dedupe.buffer.size': '16777216',
    // A killed broker is let in again only when its former session has run out (9 s by default).
    'broker.session.timeout.ms': '4000',
    'broker.heartbeat.interval.ms': '1000',
  };
}

export const HEAP = ['-Xms64m', '-Xmx256m'];

/** As a properties file: Java reads a backslash as an escape. */
export const propertiesFile = (properties: Record<string, string>): string =>
  Object.entries(properties)
    .map(([key, value]) => `${key}=${value.replaceAll('\\', '\\\\')}\n`)
    .join('');

/** As the image of Apache Kafka takes them: `log.dirs` becomes `KAFKA_LOG_DIRS`. */
export const propertiesEnvironment = (properties: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [
      `KAFKA_${key.toUpperCase().replaceAll('.', '_')}`,
      value,
    ]),
  );
