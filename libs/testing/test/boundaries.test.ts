import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface Finding {
  readonly name: string;
  readonly rule?: string;
  readonly caught: boolean;
  readonly found: readonly { readonly ruleId: string | null; readonly message: string }[];
}

// ESLint's configuration is an ES module, which jest cannot load: it runs as a process of its own.
const output = execFileSync(process.execPath, [join(__dirname, '../boundaries/lint.mjs')], {
  encoding: 'utf8',
  env: { ...process.env, NX_DAEMON: 'false' },
});
const findings = JSON.parse(output) as Finding[];

describe('boundaries', () => {
  it.each(findings.filter(({ caught }) => caught).map((finding) => [finding.name, finding] as const))(
    'catch it when %s',
    (_, { rule, found }) => expect(found.map(({ ruleId }) => ruleId)).toContain(rule),
  );
  it.each(findings.filter(({ caught }) => !caught).map((finding) => [finding.name, finding] as const))(
    'let it be when %s',
    (_, { found }) => expect(found).toEqual([]),
  );
});
