import {
  asDurationMs,
  asInteger,
  asList,
  asText,
  ServiceSettings,
  Setting,
  type SettingFault,
} from '@jejak/http';
import { Contains, Matches, Max, Min } from 'class-validator';

/** What this service takes from its environment beside what every service does. */
export class NotificationSettings extends ServiceSettings {
  @Setting({
    name: 'JEJAK_PUBLIC_URL',
    read: asText,
    allowed: 'an http(s):// address without a path',
    example: 'https://jejak.kota.example',
    about: 'Where people find the console: links in messages begin with it.',
    default: 'http://localhost:8080',
  })
  @Matches(/^https?:\/\/[^/\s?#]+$/)
  readonly publicUrl!: string;

  @Setting({
    name: 'JEJAK_SMTP_URL',
    read: asText,
    allowed:
      'smtp:// (with STARTTLS where the relay offers it) or smtps://, with name and password where it asks for them',
    example: 'smtps://jejak:…@relay.kota.example:465',
    about: 'The relay that e-mail is handed to; nothing = no e-mail is sent, and none is offered.',
    secret: true,
    optional: true,
  })
  @Matches(/^smtps?:\/\/[^/\s]+$/)
  readonly smtpUrl?: string;

  @Setting({
    name: 'JEJAK_SMTP_CA',
    read: asText,
    allowed: 'certificates as PEM; mostly by JEJAK_SMTP_CA_FILE',
    example: '-----BEGIN CERTIFICATE-----…',
    about:
      'Who vouches for the relay, where it is the city’s own authority; nothing = whom the machine trusts.',
    optional: true,
  })
  @Contains('-----BEGIN CERTIFICATE-----')
  readonly smtpAuthority?: string;

  @Setting({
    name: 'JEJAK_MAIL_FROM',
    read: asText,
    allowed: 'an e-mail address',
    example: 'jejak@kota.example',
    about: 'Whom e-mail is from.',
    optional: true,
  })
  @Matches(/^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}$/)
  readonly mailFrom?: string;

  @Setting({
    name: 'JEJAK_WEBHOOK_OWN_HOSTS',
    read: asList,
    allowed: 'host names, more of them after commas',
    example: 'agenda.kota.internal',
    about:
      'Hosts of the city’s own network that people may have messages sent to; no other private address is written to.',
    optional: true,
  })
  @Matches(/^[a-z0-9.:[\]-]{1,253}$/, { each: true })
  readonly webhookOwnHosts?: readonly string[];

  @Setting({
    name: 'JEJAK_SEND_TIMEOUT',
    read: asDurationMs,
    allowed: '100ms to 60s',
    example: '5s',
    about: 'So long the other side of a channel is waited for.',
    default: 5_000,
  })
  @Min(100)
  @Max(60_000)
  readonly sendTimeoutMs!: number;

  @Setting({
    name: 'JEJAK_SEND_AT_ONCE',
    read: asInteger,
    allowed: '1 to 64',
    example: '8',
    about: 'So many messages are being sent at the same time.',
    default: 8,
  })
  @Min(1)
  @Max(64)
  readonly sendAtOnce!: number;

  @Setting({
    name: 'JEJAK_PUBLIC_SUBSCRIPTIONS',
    read: asInteger,
    allowed: '1 to 100000',
    example: '20',
    about:
      'So often one address may ask for a public subscription, or try a code, in ten minutes, of one process.',
    default: 20,
  })
  @Min(1)
  @Max(100_000)
  readonly publicSubscriptions!: number;

  override faults(): SettingFault[] {
    const { smtpUrl, mailFrom } = this;
    const faults = super.faults();
    if (smtpUrl === undefined || mailFrom !== undefined) return faults;
    const allowed = 'an e-mail address, where JEJAK_SMTP_URL is set';
    return [...faults, { name: 'JEJAK_MAIL_FROM', found: 'nothing', allowed, example: 'jejak@kota.example' }];
  }
}
