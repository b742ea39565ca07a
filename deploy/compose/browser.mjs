/** As much of a browser as signing in takes: it follows redirects, keeps cookies, and knows that `*.localhost` is this machine. */
import { request } from 'node:http';
import { text } from 'node:stream/consumers';

const MOST_REDIRECTS = 10;

export class Browser {
  /** Cookies by host and port: name to value. */
  #cookies = new Map();

  /** Asks and follows. @returns where it ended, with its status and body @throws Error after too many redirects */
  async go(address, { form, headers = {} } = {}) {
    let url = new URL(address);
    let answer = await this.#ask(url, { form, headers });
    for (let turn = 0; answer.location !== undefined; turn += 1) {
      if (turn === MOST_REDIRECTS) throw new Error(`${address} leads round and round`);
      url = new URL(answer.location, url);
      answer = await this.#ask(url, { headers });
    }
    return { url, status: answer.status, body: answer.body };
  }

  async #ask(url, { form, headers }) {
    const kept = this.#cookies.get(url.host) ?? new Map();
    this.#cookies.set(url.host, kept);
    const body = form && new URLSearchParams(form).toString();
    const asked = request({
      ...{
        host: '127.0.0.1',
        port: url.port,
        path: `${url.pathname}${url.search}`,
        method: form ? 'POST' : 'GET',
      },
      headers: {
        ...{ host: url.host, cookie: [...kept].map((pair) => pair.join('=')).join('; ') },
        ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        ...headers,
      },
    });
    const response = await new Promise((answered, failed) => {
      asked.once('response', answered).once('error', failed).end(body);
    });
    for (const cookie of response.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie);
      kept.set(name, value);
    }
    const { location } = response.headers;
    return { status: response.statusCode, location, body: await text(response) };
  }
}
