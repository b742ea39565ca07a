/** The services behind the gateway: where each answers requests, and where its probes are. */
export interface Upstreams {
  readonly requests: ReadonlyMap<string, URL>;
  readonly management: ReadonlyMap<string, URL>;
}

/**
 * @param requests JSON object service → base URL
 * @param management JSON object service → URL of its management port
 * @throws Error naming what is wrong
 */
export const readUpstreams = (requests: string, management: string): Upstreams => ({
  requests: urlsByName('JEJAK_UPSTREAMS', requests),
  management: urlsByName('JEJAK_UPSTREAM_MANAGEMENT', management),
});

const urlsByName = (setting: string, text: string): ReadonlyMap<string, URL> => {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Error(`${setting} is a JSON object of service names and URLs`);
  return new Map(
    Object.entries(parsed).map(([service, url]) => {
      if (!/^[a-z]+$/.test(service) || typeof url !== 'string' || !URL.canParse(url))
        throw new Error(`${setting}: "${service}" needs a URL`);
      return [service, new URL(url)];
    }),
  );
};
