import { asDurationMs, asInteger, asText, ServiceSettings, Setting, type SettingFault } from '@jejak/http';
import { parsePolicy, type SigningKey, type TrustPolicy } from '@jejak/ledger';
import { Matches, Max, Min } from 'class-validator';
import { readFileSync } from 'node:fs';
import { parseSourceKeys, type SourceKeys } from './intake/source-keys';
import { logKeyOf } from './log/log-key';

const DAY_MS = 86_400_000;

/** What this service takes from its environment beside what every service does. Machine time. */
export class AuditSettings extends ServiceSettings {
  @Setting({
    name: 'JEJAK_LEDGER_GAP_ALARM',
    read: asDurationMs,
    allowed: '1s to 1d',
    example: '60s',
    about: 'A number of a source that is missing for so long raises an alarm.',
    default: 60_000,
  })
  @Min(1_000)
  @Max(DAY_MS)
  readonly gapAlarmMs!: number;

  @Setting({
    name: 'JEJAK_LEDGER_SILENCE_ALARM',
    read: asDurationMs,
    allowed: '1s to 1d',
    example: '180s',
    about: 'A source without a heartbeat for so long raises an alarm.',
    default: 180_000,
  })
  @Min(1_000)
  @Max(DAY_MS)
  readonly silenceAlarmMs!: number;

  @Setting({
    name: 'JEJAK_LEDGER_WAITING_LIMIT',
    read: asInteger,
    allowed: '1 to 1000000',
    example: '50000',
    about: 'So many events of a source may wait behind a missing one; then its partitions are not read on.',
    default: 50_000,
  })
  @Min(1)
  @Max(1_000_000)
  readonly waitingLimit!: number;

  @Setting({
    name: 'JEJAK_LEDGER_HEADS_EVERY',
    read: asDurationMs,
    allowed: '100ms to 1h',
    example: '60s',
    about:
      'A heads leaf, which exact histories rest on, at least so often; one comes behind 10 000 entries too.',
    default: 60_000,
  })
  @Min(100)
  @Max(3_600_000)
  readonly headsEveryMs!: number;

  @Setting({
    name: 'JEJAK_LEDGER_RECONCILE_AT',
    read: asText,
    allowed: 'hours and minutes of the city, 00:00 to 23:59',
    example: '01:30',
    about:
      'When each night the stores of all services are compared with the log, by the clock of the machine.',
    default: '01:30',
  })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/)
  readonly reconcileAt!: string;

  @Setting({
    name: 'JEJAK_PUBLIC_WRONG_CODES',
    read: asInteger,
    allowed: '1 to 100000',
    example: '30',
    about: 'So many wrong codes one address may try in ten minutes, of one process.',
    default: 30,
  })
  @Min(1)
  @Max(100_000)
  readonly publicWrongCodes!: number;

  @Setting({
    name: 'JEJAK_PUBLIC_URL',
    read: asText,
    allowed: 'an http(s):// address without a path',
    example: 'https://jejak.kota.example',
    about: 'Where people find the page that verifies: the codes on papers begin with it.',
    default: 'http://localhost:8080',
  })
  @Matches(/^https?:\/\/[^/\s?#]+$/)
  readonly publicUrl!: string;

  @Setting({
    name: 'JEJAK_LEDGER_ORIGIN',
    read: asText,
    allowed: 'host and path without a scheme; it never changes',
    example: 'audit.kinerja.example.go.id/log/1',
    about: 'The name of the log, and of its key: the first line of every checkpoint.',
  })
  @Matches(/^[a-z0-9.:-]+(\/[a-z0-9._-]+)*$/)
  readonly ledgerOrigin!: string;

  @Setting({
    name: 'JEJAK_LEDGER_FOLDER',
    read: asText,
    allowed: 'the path of a folder',
    example: '/var/lib/jejak/log',
    about: 'Where checkpoint and tiles are published. All of it can be made again from the database.',
  })
  readonly ledgerFolder!: string;

  @Setting({
    name: 'JEJAK_LEDGER_SEED_FILE',
    read: asText,
    allowed: 'the path of a file with 32 bytes',
    example: '/run/secrets/jejak/log-seed',
    about: 'The seed of the key that signs the log.',
  })
  readonly ledgerSeedFile!: string;

  @Setting({
    name: 'JEJAK_LEDGER_NEXT_SEED_FILE',
    read: asText,
    allowed: 'the path of a file with 32 bytes, other ones than those of JEJAK_LEDGER_SEED_FILE',
    example: '/run/secrets/jejak/log-seed-next',
    about: 'The seed of the key that is to sign the log: while it is named, both sign (docs/operations.md).',
    optional: true,
  })
  readonly ledgerNextSeedFile?: string;

  @Setting({
    name: 'JEJAK_LEDGER_WITNESS_POLICY_FILE',
    read: asText,
    allowed: 'the path of a C2SP tlog-policy that says where each witness is',
    example: '/etc/jejak/tlog-policy.txt',
    about: 'The witnesses of the log, and how many of them make a quorum; nothing = no witness is asked.',
    optional: true,
  })
  readonly witnessPolicyFile?: string;

  @Setting({
    name: 'JEJAK_LEDGER_SOURCE_KEYS_FILE',
    read: asText,
    allowed: 'the path of a file with lines <service> <vkey>',
    example: '/etc/jejak/source-keys.txt',
    about:
      'The own keys of services: a heartbeat that theirs did not sign raises an alarm; nothing = none is asked for.',
    optional: true,
  })
  readonly sourceKeysFile?: string;

  /** What heartbeats are signed by. @throws Error on settings that `faults` would have named */
  sourceKeys(): SourceKeys {
    return this.sourceKeysFile === undefined
      ? new Map()
      : parseSourceKeys(readFileSync(this.sourceKeysFile, 'utf8'));
  }

  /** Whose cosignatures are asked for; null for nobody's. @throws Error on settings that `faults` would have named */
  witnessPolicy(): TrustPolicy | null {
    if (this.witnessPolicyFile === undefined) return null;
    const policy = parsePolicy(readFileSync(this.witnessPolicyFile, 'utf8'));
    for (const { name } of policy.witnesses.filter((key) => !policy.witnessUrls.has(key)))
      throw new Error(`witness ${name} has no address`);
    const scheme = this.nodeEnv === 'production' ? /^https:/ : /^https?:/;
    for (const url of policy.witnessUrls.values())
      if (!URL.canParse(url) || !scheme.test(url)) throw new Error(`${url} is no address of a witness`);
    return policy;
  }

  /** @throws Error on settings that `faults` would have named */
  logKey(): SigningKey {
    return logKeyOf(this.ledgerOrigin, this.ledgerSeedFile);
  }

  /** The key that signs, and the one that is to follow. @throws Error on settings that `faults` would have named */
  logKeys(): { readonly key: SigningKey; readonly next: SigningKey | null } {
    const key = this.logKey();
    if (this.ledgerNextSeedFile === undefined) return { key, next: null };
    const next = logKeyOf(this.ledgerOrigin, this.ledgerNextSeedFile);
    if (next.verifier.publicKey.equals(key.verifier.publicKey))
      throw new Error('the seed of the present key');
    return { key, next };
  }

  override faults(): SettingFault[] {
    return [
      ...this.witnessFaults(),
      ...this.keyFaults(),
      ...this.nextKeyFaults(),
      ...this.sourceKeyFaults(),
      ...super.faults(),
    ];
  }

  private witnessFaults(): SettingFault[] {
    try {
      this.witnessPolicy();
      return [];
    } catch (error) {
      const found = `${JSON.stringify(this.witnessPolicyFile)}: ${error instanceof Error ? error.message : 'unreadable'}`;
      const allowed = 'the path of a C2SP tlog-policy that says where each witness is';
      return [
        { name: 'JEJAK_LEDGER_WITNESS_POLICY_FILE', found, allowed, example: '/etc/jejak/tlog-policy.txt' },
      ];
    }
  }

  private keyFaults(): SettingFault[] {
    try {
      this.logKey();
      return [];
    } catch (error) {
      const found = `${JSON.stringify(this.ledgerSeedFile)}: ${error instanceof Error ? error.message : 'unreadable'}`;
      const allowed = 'the path of a file with 32 bytes';
      const name = 'JEJAK_LEDGER_SEED_FILE';
      return [{ name, found, allowed, example: '/run/secrets/jejak/log-seed' }];
    }
  }

  private nextKeyFaults(): SettingFault[] {
    // What is wrong with the present one is named already.
    if (this.ledgerNextSeedFile === undefined || this.keyFaults().length > 0) return [];
    try {
      this.logKeys();
      return [];
    } catch (error) {
      const found = `${JSON.stringify(this.ledgerNextSeedFile)}: ${error instanceof Error ? error.message : 'unreadable'}`;
      const allowed = 'the path of a file with 32 bytes, other ones than those of JEJAK_LEDGER_SEED_FILE';
      const name = 'JEJAK_LEDGER_NEXT_SEED_FILE';
      return [{ name, found, allowed, example: '/run/secrets/jejak/log-seed-next' }];
    }
  }

  private sourceKeyFaults(): SettingFault[] {
    try {
      this.sourceKeys();
      return [];
    } catch (error) {
      const found = `${JSON.stringify(this.sourceKeysFile)}: ${error instanceof Error ? error.message : 'unreadable'}`;
      const allowed = 'the path of a file with lines <service> <vkey>';
      const name = 'JEJAK_LEDGER_SOURCE_KEYS_FILE';
      return [{ name, found, allowed, example: '/etc/jejak/source-keys.txt' }];
    }
  }
}
