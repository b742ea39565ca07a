import { CommandFailed, EXIT } from './exit';
import type { Installation } from './installation';

/** What an installation says of itself to its tools. */
export interface About {
  readonly issuer: string;
  readonly services: readonly string[];
}

const expiresAtMs = (token: string): number => {
  const [, payload = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString() || '{}') as { exp?: number };
  return (claims.exp ?? 0) * 1000;
};

/**
 * Tokens for the people and machine clients of the demonstration; a real installation has no such grant, and there the
 * token of a signed-in person stands in JEJAK_TOKEN.
 */
export class SignIn {
  private readonly tokens = new Map<string, string>();
  private issuer: string | undefined;

  constructor(private readonly installation: Installation) {}

  /** A token for a person by key (`E-1`, `HR-1`) or a machine client (`service-import`). @throws CommandFailed */
  async token(person: string | undefined): Promise<string> {
    if (person === undefined) {
      const given = process.env.JEJAK_TOKEN;
      if (!given)
        throw new CommandFailed(
          'Say who is asking: --as <person of the demonstration>, or JEJAK_TOKEN.',
          EXIT.usage,
        );
      return given;
    }
    const known = this.tokens.get(person);
    if (known && expiresAtMs(known) > Date.now() + 60_000) return known;
    const token = await this.request(person);
    this.tokens.set(person, token);
    return token;
  }

  private async request(person: string): Promise<string> {
    this.issuer ??= (await this.installation.json<About>('GET', '/.well-known/jejak')).issuer;
    const client = person.startsWith('service-');
    const form: Record<string, string> = client
      ? { grant_type: 'client_credentials', client_id: person, client_secret: person }
      : { grant_type: 'urn:jejak:demo-person', client_id: 'jejak-cli', person };
    const response = await fetch(`${this.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    }).catch(() => {
      throw new CommandFailed(`The issuer at ${this.issuer} does not answer.`, EXIT.unreachable);
    });
    const answer = (await response.json()) as {
      access_token?: string;
      error_description?: string;
      error?: string;
    };
    if (!response.ok || !answer.access_token)
      throw new CommandFailed(
        `No token for ${person}: ${answer.error_description ?? answer.error ?? response.statusText}`,
        EXIT.refused,
      );
    return answer.access_token;
  }
}
