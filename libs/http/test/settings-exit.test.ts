import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface Ended {
  readonly status: number | null;
  readonly stderr: string;
  readonly stdout: string;
}

const boot = (environment: Record<string, string>): Promise<Ended> =>
  new Promise((resolve) => {
    const script = `
      const { settingsOrExit, ServiceSettings } = require(${JSON.stringify(join(__dirname, '..', 'dist'))});
      console.log(settingsOrExit(ServiceSettings).port);`;
    const child = execFile(
      process.execPath,
      ['-e', script],
      { env: { PATH: process.env.PATH, ...environment } },
      (_, stdout, stderr) => resolve({ status: child.exitCode, stdout, stderr }),
    );
  });

describe('a process', () => {
  it('with a wrong configuration says all of it and ends with 78', async () => {
    const { status, stderr, stdout } = await boot({
      NODE_ENV: 'production',
      PORT: 'x',
      JEJAK_DATABASE_URL: 'CANARY',
      JEJAK_ISSUER: 'https://a.example',
    });
    expect(status).toBe(78);
    expect(stdout).toBe('');
    for (const name of ['PORT', 'JEJAK_DATABASE_URL', 'JEJAK_OIDC_ISSUER', 'JEJAK_ISSUER'])
      expect(stderr).toContain(`  ${name}\n`);
    expect(stderr).not.toContain('CANARY');
  });

  it('with a right one goes on', async () => {
    const { status, stdout } = await boot({
      PORT: '4711',
      JEJAK_DATABASE_URL: 'postgresql://db/performance',
      JEJAK_OIDC_ISSUER: 'http://127.0.0.1:4000',
    });
    expect([status, stdout]).toEqual([0, '4711\n']);
  });
});
