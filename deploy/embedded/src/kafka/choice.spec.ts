import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseBroker, NoBroker } from './choice';

/** A machine with just these programs, each answering with a line on standard error, as java does. */
function machine(programs: Record<string, { says?: string; code?: number }>): NodeJS.ProcessEnv {
  const folder = mkdtempSync(join(tmpdir(), 'machine-'));
  for (const [name, { says = '', code = 0 }] of Object.entries(programs))
    writeFileSync(join(folder, name), `#!/bin/sh\necho '${says}' >&2\nexit ${code}\n`, { mode: 0o755 });
  return { PATH: folder };
}

const JAVA_17 = { says: 'openjdk version "17.0.15" 2025-04-15' };
const JAVA_8 = { says: 'java version "1.8.0_402"' };

describe('the choice of a broker', () => {
  it('takes what KAFKA_BROKERS names before anything else', async () => {
    const env = { ...machine({ java: JAVA_17, mvn: {}, docker: {} }), KAFKA_BROKERS: 'one:9092, two:9092' };
    const choice = await chooseBroker({ jarsAreHere: true, env });
    expect(choice).toMatchObject({ kind: 'given', brokers: ['one:9092', 'two:9092'] });
  });

  it('then Java with Maven', async () => {
    expect(
      await chooseBroker({ jarsAreHere: false, env: machine({ java: JAVA_17, mvn: {}, docker: {} }) }),
    ).toMatchObject({
      kind: 'java',
      why: 'Java 17 and Maven are here',
    });
  });

  it('needs no Maven when the jars are here', async () => {
    expect(await chooseBroker({ jarsAreHere: true, env: machine({ java: JAVA_17 }) })).toMatchObject({
      kind: 'java',
    });
  });

  it.each([
    ['Java is missing', { mvn: {} }, 'Java is not here; Docker answers'],
    ['Java is too old', { java: JAVA_8, mvn: {} }, 'Java is older than 17; Docker answers'],
    ['Maven is missing', { java: JAVA_17 }, 'Maven is not here; Docker answers'],
  ])('then Docker, when %s', async (_, programs, why) => {
    expect(await chooseBroker({ jarsAreHere: false, env: machine({ ...programs, docker: {} }) })).toEqual({
      kind: 'docker',
      why,
    });
  });

  it('stays with the kind that has the data of this home', async () => {
    const env = machine({ java: JAVA_17, mvn: {}, docker: {} });
    const choice = await chooseBroker({ jarsAreHere: true, usedBefore: 'docker', env });
    expect(choice).toEqual({ kind: 'docker', why: 'its data is there' });
  });

  it.each([
    ['java', { docker: {} }, 'ran as a Java process, but now Java is not here'],
    ['docker', { java: JAVA_17, mvn: {} }, 'ran in Docker, and Docker does not answer'],
  ] as const)(
    'begins no second broker when the data is with %s, which is gone',
    async (usedBefore, programs, why) => {
      const refused = chooseBroker({ jarsAreHere: false, usedBefore, env: machine(programs) });
      await expect(refused).rejects.toThrow(why);
    },
  );

  it('goes without one when there is none of them', async () => {
    const env = machine({ docker: { code: 1 } });
    expect(await chooseBroker({ jarsAreHere: false, env })).toEqual({
      kind: 'none',
      why: 'Java is not here, and Docker does not answer',
    });
  });

  it('goes without one where it is told to, whatever there is', async () => {
    const env = { ...machine({ java: JAVA_17, mvn: {}, docker: {} }), KAFKA_BROKERS: 'one:9092' };
    const told = { ...env, JEJAK_BROKER: 'none' };
    const choice = await chooseBroker({ jarsAreHere: true, usedBefore: 'java', env: told });
    expect(choice).toEqual({ kind: 'none', why: 'JEJAK_BROKER says so' });
    const refused = chooseBroker({ jarsAreHere: true, env: { ...env, JEJAK_BROKER: 'rabbit' } });
    await expect(refused).rejects.toThrow(NoBroker);
  });

  it('stays without one: topics made later would lack what the feeds have carried', async () => {
    const env = machine({ java: JAVA_17, mvn: {}, docker: {} });
    expect(await chooseBroker({ jarsAreHere: true, usedBefore: 'none', env })).toMatchObject({
      kind: 'none',
    });
  });
});
