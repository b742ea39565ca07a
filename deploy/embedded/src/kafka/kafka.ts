import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Home } from '../home';
import type { PortBook } from '../ports';
import type { Report } from '../report';
import type { Program } from '../supervised';
import { type BrokerKind, chooseBroker, NoBroker, REMEDY } from './choice';
import { dockerBroker } from './docker-broker';
import { fetchJars, hasJars, kafkaVersion } from './jars';
import { javaBroker } from './java-broker';

export interface KafkaSettings {
  readonly home: Home;
  readonly ports: PortBook;
  /** Where the jars are kept; several homes may share it. */
  readonly jarCache: string;
  readonly report: Report;
  /** The services can do without: a machine that has no broker is none the worse. Tests need one. */
  readonly optional: boolean;
}

export interface Kafka {
  /** Empty where there is none. */
  readonly brokers: readonly string[];
  /** What to supervise; nothing when the broker is someone else's. */
  readonly program?: Program;
  readonly inDocker: boolean;
}

const memory = (home: Home): string => home.path('broker');

function usedBefore(home: Home): BrokerKind | undefined {
  const kind = existsSync(memory(home)) ? readFileSync(memory(home), 'utf8').trim() : '';
  return kind === 'java' || kind === 'docker' || kind === 'none' ? kind : undefined;
}

/** The broker this machine can have; says in one line which, and why. */
export async function kafka({ home, ports, jarCache, report, optional }: KafkaSettings): Promise<Kafka> {
  const choice = await chooseBroker({ jarsAreHere: hasJars(jarCache), usedBefore: usedBefore(home) });
  if (choice.kind === 'given') {
    report(`Broker: ${choice.brokers.join(', ')} (${choice.why})`);
    return { brokers: choice.brokers, inDocker: false };
  }
  if (choice.kind === 'none') {
    if (!optional) throw new NoBroker(`Apache Kafka cannot be started here: ${choice.why}. ${REMEDY}`);
    report(`Broker: none, the services follow each other's feeds (${choice.why})`);
    writeFileSync(memory(home), choice.kind);
    return { brokers: [], inDocker: false };
  }
  const port = await ports.take('kafka');
  const controllerPort = await ports.take('kafka-controller');
  const brokers = [`127.0.0.1:${port}`];
  let program: Program;
  if (choice.kind === 'docker') {
    report(`Broker: Apache Kafka in Docker (${choice.why})`);
    program = await dockerBroker({ home, port, controllerPort, report });
  } else {
    report(`Broker: Apache Kafka ${kafkaVersion()} as a Java process (${choice.why})`);
    const jars = await fetchJars(jarCache, report);
    program = await javaBroker({ home, java: choice.java, jars, port, controllerPort });
  }
  // Only now: a kind that could not be fetched has no data to stay with.
  writeFileSync(memory(home), choice.kind);
  return { brokers, inDocker: choice.kind === 'docker', program };
}
