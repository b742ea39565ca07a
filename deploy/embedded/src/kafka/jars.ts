import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '../home';
import type { Report } from '../report';
import { runCommand } from '../run-command';

const POM = join(WORKSPACE, 'deploy', 'embedded', 'kafka', 'pom.xml');

/** The version the pom pins. */
export const kafkaVersion = (): string =>
  /<artifactId>kafka_2\.13<\/artifactId>\s*<version>([^<]+)</.exec(readFileSync(POM, 'utf8'))?.[1] ??
  'unknown';

/** The folder of the jars this pom asks for: another pom, another folder. */
export function jarsFolder(cache: string): string {
  const digest = createHash('sha256').update(readFileSync(POM)).digest('hex').slice(0, 8);
  return join(cache, `jars-${kafkaVersion()}-${digest}`);
}

export const hasJars = (cache: string): boolean => existsSync(jarsFolder(cache));

/** Copies the broker's jars from Maven's repository into the cache, once. They appear there all at once or not at all. */
export async function fetchJars(cache: string, report: Report): Promise<string> {
  const folder = jarsFolder(cache);
  if (existsSync(folder)) return folder;
  report(`Downloading Apache Kafka ${kafkaVersion()} (about 45 jars, once)`);
  mkdirSync(cache, { recursive: true });
  const draft = `${folder}.${process.pid}`;
  let downloads = 0;
  const { code, output } = await runCommand(
    'mvn',
    ['-B', '-f', POM, 'dependency:copy-dependencies', `-DoutputDirectory=${draft}`, '-DincludeScope=runtime'],
    {
      onLine: (line) => {
        if (line.includes('Downloaded from') && ++downloads % 100 === 0)
          report(`  ${downloads} files so far`);
      },
    },
  );
  if (code !== 0) {
    rmSync(draft, { recursive: true, force: true });
    const errors = output.split('\n').filter((line) => line.includes('ERROR'));
    throw new Error(`Maven could not fetch Apache Kafka:\n${errors.slice(0, 8).join('\n')}`);
  }
  try {
    renameSync(draft, folder);
  } catch (error) {
    // Someone else was faster.
    if (!existsSync(folder)) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
  return folder;
}
