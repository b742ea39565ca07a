import { LOG_LEVELS, type LogLevel } from '@jejak/observability';
import { IsIn, IsUrl, Matches, Max, Min } from 'class-validator';
import type { SelfChecking, SettingFault } from './read-settings';
import { Setting } from './setting';
import { asInteger, asList, asText } from './units';

const NODE_ENVS = ['development', 'test', 'production'] as const;
/** The highest number that a port may have. */
export const LARGEST_PORT = 65_535;
const HOST = { require_tld: false, require_protocol: true, protocols: ['http', 'https'] };

/** What every process takes from its environment, the gateway included. */
export class ProcessSettings implements SelfChecking {
  @Setting({
    name: 'NODE_ENV',
    read: asText,
    allowed: NODE_ENVS.join(', '),
    example: 'production',
    about: 'Production refuses what is for demonstration and tests only.',
    default: 'development',
  })
  @IsIn(NODE_ENVS)
  readonly nodeEnv!: (typeof NODE_ENVS)[number];

  @Setting({
    name: 'PORT',
    read: asInteger,
    allowed: '0 to 65535',
    example: '3000',
    about: 'Port of the API; 0 takes a free one.',
    default: 3000,
  })
  @Min(0)
  @Max(LARGEST_PORT)
  readonly port!: number;

  @Setting({
    name: 'JEJAK_HOST',
    read: asText,
    allowed: 'an address of this machine',
    example: '0.0.0.0',
    about: 'Address to listen on, API and management alike.',
    default: '127.0.0.1',
  })
  @Matches(/^[\w.:-]{1,255}$/)
  readonly host!: string;

  @Setting({
    name: 'JEJAK_MANAGEMENT_PORT',
    read: asInteger,
    allowed: '0 to 65535',
    example: '9464',
    about: 'Port of probes, metrics and operators; never through the gateway.',
    default: 9464,
  })
  @Min(0)
  @Max(LARGEST_PORT)
  readonly managementPort!: number;

  @Setting({
    name: 'JEJAK_OIDC_ISSUER',
    read: asText,
    allowed: 'the https:// address of an OpenID issuer (http:// outside production)',
    example: 'https://masuk.kota.example',
    about: 'Who vouches for callers.',
  })
  @IsUrl(HOST)
  readonly issuer!: string;

  @Setting({
    name: 'JEJAK_LOG_LEVEL',
    read: asText,
    allowed: `${LOG_LEVELS.join(', ')}; trace and debug never in production`,
    example: 'info',
    about: 'The least level that is logged.',
    default: 'info',
  })
  @IsIn(LOG_LEVELS)
  readonly logLevel!: LogLevel;

  @Setting({
    name: 'JEJAK_CORS_ORIGINS',
    read: asList,
    allowed: 'origins after commas, each exactly as browsers send it; never *',
    example: 'https://portal.kota.example',
    about: 'Origins that browsers may call from.',
    default: [] as readonly string[],
  })
  readonly corsOrigins!: readonly string[];

  @Setting({
    name: 'JEJAK_SECURITY_LOG',
    read: asText,
    allowed: 'the path of a file',
    example: '/var/log/jejak/security.log',
    about: 'Second place for security events.',
    optional: true,
  })
  readonly securityLog?: string;

  @Setting({
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    read: asText,
    allowed: 'the address of an OTLP/HTTP collector',
    example: 'http://collector:4318',
    about: 'Where traces go; nothing = nowhere.',
    optional: true,
  })
  @IsUrl(HOST)
  readonly otlpEndpoint?: string;

  /** What the settings say only together. */
  faults(): SettingFault[] {
    return [...this.originFaults(), ...(this.nodeEnv === 'production' ? this.notInProduction() : [])];
  }

  private originFaults(): SettingFault[] {
    return this.corsOrigins
      .filter((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin)
      .map((origin) => ({
        name: 'JEJAK_CORS_ORIGINS',
        found: JSON.stringify(origin),
        allowed: 'scheme, host and port, without a path; never *',
        example: 'https://portal.kota.example',
      }));
  }

  /** What production refuses of these settings. */
  protected notInProduction(): SettingFault[] {
    const refused: SettingFault[] = [];
    if (!this.issuer.startsWith('https:'))
      refused.push({
        name: 'JEJAK_OIDC_ISSUER',
        found: JSON.stringify(this.issuer),
        allowed: 'an https:// address, with NODE_ENV=production',
        example: 'https://masuk.kota.example',
      });
    if (this.logLevel === 'debug' || this.logLevel === 'trace')
      refused.push({
        name: 'JEJAK_LOG_LEVEL',
        found: JSON.stringify(this.logLevel),
        allowed: 'info and above, with NODE_ENV=production',
        example: 'info',
      });
    return refused;
  }
}
