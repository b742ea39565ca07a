import { existsSync } from 'node:fs';
import { ArrayNotEmpty, Contains, Matches, Max, Min } from 'class-validator';
import { LARGEST_PORT, ProcessSettings } from './process-settings';
import type { SettingFault } from './read-settings';
import { Setting } from './setting';
import { asInteger, asList, asText } from './units';

const FEEDS_EXAMPLE = '{"career":"http://career:3000"}';

/** What every service with a store of its own takes from its environment. A service with more extends it. */
export class ServiceSettings extends ProcessSettings {
  @Setting({
    name: 'JEJAK_DATABASE_URL',
    read: asText,
    allowed: 'a postgresql:// address',
    example: 'postgresql://performance_app:…@db:5432/performance?sslmode=verify-full',
    about: 'The service’s own database.',
    secret: true,
  })
  @Matches(/^postgres(ql)?:\/\/[^/\s]+\/[^/\s]+$/)
  readonly databaseUrl!: string;

  @Setting({
    name: 'JEJAK_DATABASE_POOL',
    read: asInteger,
    allowed: '2 to 200',
    example: '10',
    about:
      'Connections to the database at most: so many for commands, so many for queries. Read models have four of their own.',
    default: 10,
  })
  @Min(2)
  @Max(200)
  readonly databasePool!: number;

  @Setting({
    name: 'JEJAK_COMMANDS_AT_ONCE',
    read: asInteger,
    allowed: '1 to 10000',
    example: '100',
    about:
      'Commands in hand at once: what comes beyond them is answered OVERLOADED at once, with a time to come back.',
    default: 100,
  })
  @Min(1)
  @Max(10_000)
  readonly commandsAtOnce!: number;

  @Setting({
    name: 'JEJAK_KAFKA_BROKERS',
    read: asList,
    allowed: 'host:port, more of them after commas; nothing = the feeds are the transport',
    example: 'kafka-0:9092,kafka-1:9092',
    about: 'The Kafka brokers.',
    optional: true,
  })
  @ArrayNotEmpty()
  @Matches(/^[\w.-]+:\d{1,5}$/, { each: true })
  readonly kafkaBrokers?: readonly string[];

  @Setting({
    name: 'JEJAK_KAFKA_CA',
    read: asText,
    allowed: 'certificates as PEM; mostly by JEJAK_KAFKA_CA_FILE',
    example: '-----BEGIN CERTIFICATE-----…',
    about: 'Who vouches for the brokers; nothing = they are spoken to in plain text.',
    optional: true,
  })
  @Contains('-----BEGIN CERTIFICATE-----')
  readonly kafkaAuthority?: string;

  @Setting({
    name: 'JEJAK_KAFKA_CERTIFICATE',
    read: asText,
    allowed: 'certificates as PEM; mostly by JEJAK_KAFKA_CERTIFICATE_FILE',
    example: '-----BEGIN CERTIFICATE-----…',
    about: 'Who this service is to the brokers; nothing = the brokers do not ask.',
    optional: true,
  })
  @Contains('-----BEGIN CERTIFICATE-----')
  readonly kafkaCertificate?: string;

  @Setting({
    name: 'JEJAK_KAFKA_KEY',
    read: asText,
    allowed: 'a private key as PEM; mostly by JEJAK_KAFKA_KEY_FILE',
    example: '-----BEGIN PRIVATE KEY-----…',
    about: 'The key of that certificate.',
    secret: true,
    optional: true,
  })
  @Contains('PRIVATE KEY-----')
  readonly kafkaKey?: string;

  @Setting({
    name: 'JEJAK_KAFKA_PARTITIONS',
    read: asInteger,
    allowed: '1 to 256',
    example: '12',
    about: 'Partitions of a topic, chosen at birth.',
    default: 12,
  })
  @Min(1)
  @Max(256)
  readonly kafkaPartitions!: number;

  @Setting({
    name: 'JEJAK_TOPIC_PREFIX',
    read: asText,
    allowed: 'letters, digits, dot and hyphen',
    example: 'jejak',
    about: 'First part of the names of topics and consumer groups.',
    default: 'jejak',
  })
  @Matches(/^[a-z0-9][a-z0-9.-]{0,60}$/)
  readonly topicPrefix!: string;

  @Setting({
    name: 'JEJAK_FEED_PORT',
    read: asInteger,
    allowed: '0 to 65535',
    example: '3001',
    about:
      'A port of its own that serves the feed and nothing else; nothing = the feed is served at PORT only.',
    optional: true,
  })
  @Min(0)
  @Max(LARGEST_PORT)
  readonly feedPort?: number;

  @Setting({
    name: 'JEJAK_FEEDS',
    read: asText,
    allowed: 'a JSON object of service names and addresses',
    example: FEEDS_EXAMPLE,
    about:
      'Where the APIs of the services are whose feeds this one reads: instead of Kafka, or beside it to fetch what is missing.',
    optional: true,
  })
  readonly feeds?: string;

  @Setting({
    name: 'JEJAK_CLIENT_ID',
    read: asText,
    allowed: 'the id of a machine client at the issuer',
    example: 'service-performance',
    about: 'Who this service is when it reads the feeds of the others; nothing = service- and its name.',
    optional: true,
  })
  @Matches(/^[\w.:-]{1,200}$/)
  readonly clientId?: string;

  @Setting({
    name: 'JEJAK_CLIENT_SECRET',
    read: asText,
    allowed: 'a text',
    example: '…',
    about: 'The secret of that client.',
    secret: true,
    optional: true,
  })
  readonly clientSecret?: string;

  @Setting({
    name: 'JEJAK_KEY_STORE',
    read: asText,
    allowed: 'a folder',
    example: '/var/lib/jejak/keys',
    about: 'Where the keys of people’s data are kept.',
    optional: true,
  })
  readonly keyStore?: string;

  @Setting({
    name: 'JEJAK_KEK_FILE',
    read: asText,
    allowed: 'the path of a file with 32 bytes',
    example: '/run/secrets/jejak/kek',
    about: 'The key that wraps the keys of people’s data.',
    optional: true,
  })
  readonly kekFile?: string;

  @Setting({
    name: 'JEJAK_KEK_OTHER_FILE',
    read: asText,
    allowed: 'the path of a file with 32 bytes',
    example: '/run/secrets/jejak/kek-other',
    about:
      'Another key that may wrap keys of people’s data, while one follows the other (docs/operations.md, "Another KEK").',
    optional: true,
  })
  readonly kekOtherFile?: string;

  @Setting({
    name: 'JEJAK_HEARTBEAT_SEED_FILE',
    read: asText,
    allowed: 'the path of a file with 32 bytes',
    example: '/run/secrets/jejak/heartbeat-seed',
    about: 'The seed of the service’s own key, which signs its heartbeats; nothing = they are not signed.',
    optional: true,
  })
  readonly heartbeatSeedFile?: string;

  @Setting({
    name: 'JEJAK_CLOCK_FILE',
    read: asText,
    allowed: 'the path of a file; never in production',
    example: '/tmp/jejak/clock.json',
    about: 'The simulated clock of demonstration and tests.',
    optional: true,
  })
  readonly clockFile?: string;

  override faults(): SettingFault[] {
    return [...this.missingFiles(), ...this.kafkaFaults(), ...this.feedFaults(), ...super.faults()];
  }

  /** Base URL of each service's API, by its name. @throws Error on settings that `faults` would have named */
  feedAddresses(): ReadonlyMap<string, string> {
    const parsed: unknown = JSON.parse(this.feeds ?? '{}');
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
      throw new Error('no JSON object');
    return new Map(
      Object.entries(parsed).map(([service, url]) => {
        if (!/^[a-z]+$/.test(service)) throw new Error(`${JSON.stringify(service)} is no name of a service`);
        if (typeof url !== 'string' || !/^https?:\/\/[^\s?#]+$/.test(url) || !URL.canParse(url))
          throw new Error(`no address for ${service}`);
        return [service, url];
      }),
    );
  }

  protected override notInProduction(): SettingFault[] {
    const refused = super.notInProduction();
    if (this.clockFile === undefined) return refused;
    const allowed = 'nothing, with NODE_ENV=production';
    return [{ name: 'JEJAK_CLOCK_FILE', found: 'a simulated clock', allowed, example: '' }, ...refused];
  }

  /** A certificate without its key, or one that is shown to brokers nobody vouches for. */
  private kafkaFaults(): SettingFault[] {
    const { kafkaAuthority, kafkaCertificate, kafkaKey } = this;
    const parts = {
      JEJAK_KAFKA_CERTIFICATE: kafkaCertificate,
      JEJAK_KAFKA_KEY: kafkaKey,
      JEJAK_KAFKA_CA: kafkaAuthority,
    };
    if (kafkaCertificate === undefined && kafkaKey === undefined) return [];
    return Object.entries(parts)
      .filter(([, text]) => text === undefined)
      .map(([name]) => ({
        ...{
          name,
          found: 'nothing',
          allowed: 'what a certificate for the brokers needs: key, certificate and CA',
        },
        example: `/run/secrets/jejak/${name.toLowerCase()}`,
      }));
  }

  private feedFaults(): SettingFault[] {
    const faults: SettingFault[] = [];
    const example = FEEDS_EXAMPLE;
    try {
      this.feedAddresses();
    } catch (error) {
      const found = error instanceof Error ? error.message : 'what is no JSON';
      const allowed = 'a JSON object of service names and addresses';
      faults.push({ name: 'JEJAK_FEEDS', found, allowed, example });
    }
    if (this.feeds !== undefined && this.clientSecret === undefined) {
      const allowed = 'a text, where JEJAK_FEEDS is set';
      faults.push({ name: 'JEJAK_CLIENT_SECRET', found: 'nothing', allowed, example: '…' });
    }
    return faults;
  }

  private missingFiles(): SettingFault[] {
    const { kekFile, kekOtherFile, heartbeatSeedFile } = this;
    return [
      ...fileFaults('JEJAK_KEK_FILE', kekFile, '/run/secrets/jejak/kek'),
      ...fileFaults('JEJAK_KEK_OTHER_FILE', kekOtherFile, '/run/secrets/jejak/kek-other'),
      ...fileFaults('JEJAK_HEARTBEAT_SEED_FILE', heartbeatSeedFile, '/run/secrets/jejak/heartbeat-seed'),
    ];
  }
}

const fileFaults = (name: string, file: string | undefined, example: string): SettingFault[] =>
  file === undefined || existsSync(file)
    ? []
    : [
        {
          ...{ name, found: `${JSON.stringify(file)}, which is not there` },
          ...{ allowed: 'the path of a file with 32 bytes', example },
        },
      ];
