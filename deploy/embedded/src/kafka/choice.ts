import { join } from 'node:path';
import { runCommand } from '../run-command';

/** Which broker this machine can have, and in words why that one. */
export type BrokerChoice =
  | { readonly kind: 'given'; readonly brokers: readonly string[]; readonly why: string }
  | { readonly kind: 'java'; readonly java: string; readonly why: string }
  | { readonly kind: 'docker'; readonly why: string }
  /** The services follow each other's feeds. */
  | { readonly kind: 'none'; readonly why: string };

/** What a broker's data may be in, or nothing: a home stays with it. */
export type BrokerKind = 'java' | 'docker' | 'none';

/** The broker that is needed cannot be had on this machine. The message says what to do. */
export class NoBroker extends Error {
  override readonly name = 'NoBroker';
}

const OLDEST_JAVA = 17;

/** What the choice is made from. */
export interface Circumstances {
  readonly jarsAreHere: boolean;
  /** The kind that has written this home's data: another kind would begin with empty topics. */
  readonly usedBefore?: BrokerKind;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * In this order: none where `JEJAK_BROKER` says so; a broker that is named in `KAFKA_BROKERS`; the kind that was used here before;
 * Java and the jars (already here, or fetched by Maven); Docker; none. Throws {@link NoBroker} when the one that has this home's
 * data is gone.
 */
export async function chooseBroker(circumstances: Circumstances): Promise<BrokerChoice> {
  const { jarsAreHere, usedBefore, env = process.env } = circumstances;
  const forced = env.JEJAK_BROKER ?? '';
  if (forced === 'none') return { kind: 'none', why: 'JEJAK_BROKER says so' };
  if (forced !== '') throw new NoBroker(`JEJAK_BROKER may be none, or be left out; it is ${forced}.`);
  const given = (env.KAFKA_BROKERS ?? '')
    .split(',')
    .map((broker) => broker.trim())
    .filter((broker) => broker !== '');
  if (given.length > 0) return { kind: 'given', brokers: given, why: 'KAFKA_BROKERS is set' };

  // Topics made now would lack what the feeds have carried.
  if (usedBefore === 'none') return { kind: 'none', why: 'this home has worked without one before' };

  const byJava = await javaWay(jarsAreHere, env);
  if (usedBefore === 'java' && 'missing' in byJava)
    throw new NoBroker(
      `The broker of this home ran as a Java process, but now ${byJava.missing}. ${REMEDY} ${WITHOUT}`,
    );
  if (usedBefore !== 'docker' && !('missing' in byJava)) return byJava;

  const docker = await answers('docker', ['info', '--format', '{{.ServerVersion}}'], env);
  if (docker && usedBefore === 'docker') return { kind: 'docker', why: 'its data is there' };
  if (usedBefore === 'docker')
    throw new NoBroker(
      `The broker of this home ran in Docker, and Docker does not answer: start it. ${WITHOUT}`,
    );
  const missing = 'missing' in byJava ? byJava.missing : '';
  if (docker) return { kind: 'docker', why: `${missing}; Docker answers` };
  return { kind: 'none', why: `${missing}, and Docker does not answer` };
}

const WITHOUT = 'Or go on without a broker, from now on: JEJAK_BROKER=none.';

/** What to install, for those who need a broker. */
export const REMEDY =
  `Install Java ${OLDEST_JAVA} or newer and Maven (Debian, Ubuntu: apt install openjdk-17-jre-headless maven), ` +
  'or start Docker, or name a broker in KAFKA_BROKERS.';

async function javaWay(
  jarsAreHere: boolean,
  env: NodeJS.ProcessEnv,
): Promise<BrokerChoice | { missing: string }> {
  const java = await findJava(env);
  if (java.command === undefined) return { missing: java.why };
  if (!jarsAreHere && !(await answers('mvn', ['-v'], env))) return { missing: 'Maven is not here' };
  const why = `Java ${java.version} ${jarsAreHere ? 'is here, and the jars are too' : 'and Maven are here'}`;
  return { kind: 'java', java: java.command, why };
}

type Java = { command: string; version: number } | { command?: undefined; why: string };

async function findJava(env: NodeJS.ProcessEnv): Promise<Java> {
  const candidates = [...(env.JAVA_HOME ? [join(env.JAVA_HOME, 'bin', 'java')] : []), 'java'];
  let why = 'Java is not here';
  for (const command of candidates) {
    const { code, output } = await runCommand(command, ['-version'], { env, timeoutMs: 10_000 });
    const version = Number(/version "(\d+)/.exec(output)?.[1]);
    if (code === 0 && version >= OLDEST_JAVA) return { command, version };
    if (code === 0) why = `Java is older than ${OLDEST_JAVA}`;
  }
  return { why };
}

const answers = async (command: string, args: string[], env: NodeJS.ProcessEnv): Promise<boolean> =>
  (await runCommand(command, args, { env, timeoutMs: 5_000 })).code === 0;
