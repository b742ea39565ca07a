import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Home } from '../home';
import { runCommand } from '../run-command';
import type { Program } from '../supervised';
import { answersKafka } from './handshake';
import { HEAP, kafkaProperties, propertiesFile } from './properties';

export interface JavaBrokerSettings {
  readonly home: Home;
  readonly java: string;
  readonly jars: string;
  readonly port: number;
  readonly controllerPort: number;
}

/** Apache Kafka as a Java process of this machine, its storage formatted if it never was. */
export async function javaBroker({
  home,
  java,
  jars,
  port,
  controllerPort,
}: JavaBrokerSettings): Promise<Program> {
  const folder = home.path('kafka');
  const data = join(folder, 'data');
  const configFile = join(folder, 'server.properties');
  const addresses = { port, controllerPort, listenHost: '127.0.0.1' };
  const classPath = join(jars, '*');
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);

  if (!existsSync(data)) {
    const draft = join(folder, 'data.new');
    rmSync(draft, { recursive: true, force: true });
    writeFileSync(configFile, propertiesFile(kafkaProperties({ ...addresses, dataFolder: draft })));
    const { code, output } = await runCommand(java, [
      ...[
        '-Xmx128m',
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        '-cp',
        classPath,
        'kafka.tools.StorageTool',
      ],
      ...['format', '--cluster-id', randomClusterId(), '--config', configFile],
    ]);
    if (code !== 0) throw new Error(`Kafka could not format its storage:\n${output}`);
    renameSync(draft, data);
  }
  writeFileSync(configFile, propertiesFile(kafkaProperties({ ...addresses, dataFolder: data })));

  return {
    name: 'kafka',
    command: java,
    args: [
      ...HEAP,
      ...['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-XX:+ExitOnOutOfMemoryError'],
      ...['-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-Dorg.slf4j.simpleLogger.showDateTime=true'],
      ...['-cp', classPath, 'kafka.Kafka', configFile],
    ],
    env: process.env,
    cwd: folder,
    logFile: home.log('kafka'),
    pidFile: home.pidFile('kafka'),
    ready: () => answersKafka(port),
    startLimitMs: 120_000,
    stopSteps: [{ signal: 'SIGTERM', limitMs: 30_000 }],
  };
}

/** 128 random bits as Kafka writes them; it takes none that begins with a dash, which would look like an option. */
function randomClusterId(): string {
  for (;;) {
    const id = randomBytes(16).toString('base64url');
    if (!id.startsWith('-')) return id;
  }
}
