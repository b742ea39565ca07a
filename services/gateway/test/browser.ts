/** As browsers say it of a request that a page of this origin makes. */
const OURS = { 'sec-fetch-site': 'same-origin' };

/** A browser as far as it matters here: it keeps cookies by origin, and follows redirects one by one. */
export class Browser {
  /** @param url of the gateway */
  constructor(private readonly url: string) {}

  private readonly jars = new Map<string, Map<string, string>>();

  cookie(of = this.url): string {
    const jar = this.jars.get(new URL(of).origin) ?? new Map<string, string>();
    return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** What somebody else brought about that this browser holds. */
  plant(cookie: string): void {
    const [name, value] = cookie.split('=');
    this.jars.set(this.url, new Map([[name, value]]));
  }

  async ask(address: string, init: RequestInit = {}): Promise<Response> {
    const { origin } = new URL(address);
    const cookie = this.cookie(address);
    const response = await fetch(address, {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) },
    });
    const jar = this.jars.get(origin) ?? new Map<string, string>();
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) as unknown as [string, string, string];
      if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    this.jars.set(origin, jar);
    return response;
  }

  /** Follows redirects until the page to choose a person on, chooses, and follows back. @returns the last answer of the issuer's */
  async signIn(person: string, to = '/app/'): Promise<Response> {
    let response = await this.ask(`${this.url}/session/sign-in?to=${encodeURIComponent(to)}`);
    let at = this.url;
    const follow = async (): Promise<void> => {
      while (response.status >= 300 && response.status < 400) {
        at = new URL(response.headers.get('location') as string, at).href;
        if (at.startsWith(`${this.url}/app/`)) return;
        response = await this.ask(at);
      }
    };
    await follow();
    response = await this.ask(at, { method: 'POST', body: new URLSearchParams({ person }) });
    await follow();
    return response;
  }

  async session(): Promise<Record<string, unknown>> {
    return (await (await this.ask(`${this.url}/session`, { headers: OURS })).json()) as Record<
      string,
      unknown
    >;
  }
}
