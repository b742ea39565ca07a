import { asText, ProcessSettings, Setting, type SettingFault } from '@jejak/http';
import { IsUrl, Matches } from 'class-validator';
import { readUpstreams, type Upstreams } from './upstreams';

const EXAMPLE = '{"career":"http://career:3000"}';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The gateway's environment: that of every process, and where the services are. */
export class GatewaySettings extends ProcessSettings {
  @Setting({
    name: 'JEJAK_UPSTREAMS',
    read: asText,
    allowed: 'a JSON object of service names and addresses',
    example: EXAMPLE,
    about: 'Where each service answers requests.',
  })
  readonly upstreams!: string;

  @Setting({
    name: 'JEJAK_UPSTREAM_MANAGEMENT',
    read: asText,
    allowed: 'a JSON object of service names and addresses',
    example: '{"career":"http://career:9464"}',
    about: 'Where the probes of each service are.',
  })
  readonly upstreamManagement!: string;

  @Setting({
    name: 'JEJAK_PUBLIC_URL',
    read: asText,
    allowed: 'the https:// origin of the installation (http:// on this machine only)',
    example: 'https://kinerja.kota.example',
    about: 'Where browsers reach the console; nothing = there is no console, and no sign-in.',
    optional: true,
  })
  @IsUrl({ require_tld: false, require_protocol: true, protocols: ['http', 'https'] })
  readonly publicUrl?: string;

  @Setting({
    name: 'JEJAK_DATABASE_URL',
    read: asText,
    allowed: 'a postgresql:// address',
    example: 'postgresql://gateway_app:…@db:5432/gateway?sslmode=verify-full',
    about: 'Where the sessions of the console are kept; required with JEJAK_PUBLIC_URL.',
    secret: true,
    optional: true,
  })
  @Matches(/^postgres(ql)?:\/\/[^/\s]+\/[^/\s]+$/)
  readonly databaseUrl?: string;

  @Setting({
    name: 'JEJAK_CONSOLE_CLIENT_ID',
    read: asText,
    allowed: 'the id of a client at the issuer that may return to <JEJAK_PUBLIC_URL>/session/return',
    example: 'jejak-console',
    about: 'Who the console is when it signs people in.',
    default: 'jejak-console',
  })
  @Matches(/^[\w.:-]{1,200}$/)
  readonly consoleClientId!: string;

  @Setting({
    name: 'JEJAK_CONSOLE_CLIENT_SECRET',
    read: asText,
    allowed: 'a text',
    example: '…',
    about: 'The secret of that client; nothing = a public client.',
    secret: true,
    optional: true,
  })
  readonly consoleClientSecret?: string;

  @Setting({
    name: 'JEJAK_CLOCK_FILE',
    read: asText,
    allowed: 'the path of a file; never with NODE_ENV=production',
    example: '.jejak/clock.json',
    about: 'Business time of a demonstration, so that the console can say which day it is there.',
    optional: true,
  })
  readonly clockFile?: string;

  /** @throws Error on settings that `faults` would have named */
  services(): Upstreams {
    return readUpstreams(this.upstreams, this.upstreamManagement);
  }

  override faults(): SettingFault[] {
    return [...this.upstreamFaults(), ...this.consoleFaults(), ...super.faults()];
  }

  private upstreamFaults(): SettingFault[] {
    try {
      this.services();
      return [];
    } catch (error) {
      const found = error instanceof Error ? error.message : 'what is no JSON';
      const allowed = 'JSON objects of service names and addresses';
      return [{ name: 'JEJAK_UPSTREAMS', found, allowed, example: EXAMPLE }];
    }
  }

  protected override notInProduction(): SettingFault[] {
    if (this.clockFile === undefined) return super.notInProduction();
    const found = JSON.stringify(this.clockFile);
    const fault = {
      name: 'JEJAK_CLOCK_FILE',
      found,
      allowed: 'nothing, with NODE_ENV=production',
      example: '',
    };
    return [fault, ...super.notInProduction()];
  }

  private consoleFaults(): SettingFault[] {
    if (this.publicUrl === undefined) return [];
    const { origin, protocol, hostname } = new URL(this.publicUrl);
    const faults: SettingFault[] = [];
    // A cookie that travels in the clear belongs to whoever listens.
    if (origin !== this.publicUrl || (protocol !== 'https:' && !LOOPBACK.has(hostname)))
      faults.push({
        ...{ name: 'JEJAK_PUBLIC_URL', found: JSON.stringify(this.publicUrl) },
        allowed: 'scheme, host and port without a path; http:// on this machine only',
        example: 'https://kinerja.kota.example',
      });
    if (this.databaseUrl === undefined)
      faults.push({
        ...{ name: 'JEJAK_DATABASE_URL', found: 'nothing', allowed: 'a database, with JEJAK_PUBLIC_URL' },
        example: 'postgresql://gateway_app:…@db:5432/gateway',
      });
    return faults;
  }
}
