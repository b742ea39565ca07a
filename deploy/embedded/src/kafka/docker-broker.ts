import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE, type Home } from '../home';
import type { Report } from '../report';
import { runCommand } from '../run-command';
import type { Program } from '../supervised';
import { answersKafka } from './handshake';
import { HEAP, kafkaProperties, propertiesEnvironment } from './properties';

/** The images are pinned in one file, for this, for the containers of the tests and for compose. */
const imageOfKafka = (): string => {
  const images = readFileSync(join(WORKSPACE, 'deploy', 'images.json'), 'utf8');
  return (JSON.parse(images) as { kafka: string }).kafka;
};

const LABEL = 'io.jejak.home';
const DATA = '/var/lib/kafka/data';

export interface DockerBrokerSettings {
  readonly home: Home;
  readonly port: number;
  readonly controllerPort: number;
  readonly report: Report;
}

const digest = (home: Home): string => createHash('sha256').update(home.folder).digest('hex').slice(0, 12);
const nameOf = (home: Home): string => `jejak-kafka-${digest(home)}`;

/**
 * Apache Kafka in a container. What is supervised is `docker run` in the foreground, which lives as long as the container;
 * the label finds a container that outlived it. The data is in a volume named like the container.
 */
export async function dockerBroker({
  home,
  port,
  controllerPort,
  report,
}: DockerBrokerSettings): Promise<Program> {
  const name = nameOf(home);
  const image = imageOfKafka();
  await fetchImage(image, report);
  const environment = {
    ...propertiesEnvironment(
      kafkaProperties({ port, controllerPort, listenHost: '0.0.0.0', dataFolder: DATA }),
    ),
    CLUSTER_ID: Buffer.from(digest(home).padEnd(16, '0')).toString('base64url'),
    KAFKA_HEAP_OPTS: HEAP.join(' '),
  };
  return {
    name: 'kafka',
    command: 'docker',
    args: [
      ...['run', '--rm', '--name', name, '--label', `${LABEL}=${digest(home)}`],
      ...['--publish', `127.0.0.1:${port}:${port}`, '--volume', `${name}:${DATA}`],
      ...Object.entries(environment).flatMap(([key, value]) => ['--env', `${key}=${value}`]),
      image,
    ],
    env: process.env,
    cwd: home.folder,
    logFile: home.log('kafka'),
    pidFile: home.pidFile('kafka'),
    prepare: () => removeContainers(home),
    ready: () => answersKafka(port),
    startLimitMs: 120_000,
    askToStop: async () => {
      await runCommand('docker', ['stop', '--time', '30', name]);
    },
    stopSteps: [{ signal: 'SIGTERM', limitMs: 10_000 }],
  };
}

/** Stops and removes containers of this home, whoever started them. */
export async function removeContainers(home: Home): Promise<void> {
  const { output } = await runCommand('docker', [
    'ps',
    '--all',
    '--quiet',
    '--filter',
    `label=${LABEL}=${digest(home)}`,
  ]);
  const ids = output.split(/\s+/).filter((id) => /^[0-9a-f]{12,}$/.test(id));
  if (ids.length === 0) return;
  await runCommand('docker', ['stop', '--time', '20', ...ids]);
  await runCommand('docker', ['rm', '--force', ...ids]);
}

/** For homes that are thrown away. */
export async function removeVolume(home: Home): Promise<void> {
  await runCommand('docker', ['volume', 'rm', '--force', nameOf(home)]);
}

async function fetchImage(image: string, report: Report): Promise<void> {
  if ((await runCommand('docker', ['image', 'inspect', image])).code === 0) return;
  report(`Downloading the image ${image} (once)`);
  const { code, output } = await runCommand('docker', ['pull', '--quiet', image]);
  if (code !== 0) throw new Error(`Docker could not fetch ${image}:\n${output.trim()}`);
}
