import { asText, ProcessSettings, Setting, type SettingFault } from '@jejak/http';
import { readUpstreams, type Upstreams } from './upstreams';

const EXAMPLE = '{"career":"http://career:3000"}';

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

  /** @throws Error on settings that `faults` would have named */
  services(): Upstreams {
    return readUpstreams(this.upstreams, this.upstreamManagement);
  }

  override faults(): SettingFault[] {
    try {
      this.services();
      return super.faults();
    } catch (error) {
      const found = error instanceof Error ? error.message : 'what is no JSON';
      const allowed = 'JSON objects of service names and addresses';
      return [{ name: 'JEJAK_UPSTREAMS', found, allowed, example: EXAMPLE }, ...super.faults()];
    }
  }
}
