import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { createServer, type Server } from 'node:tls';
import { testBrokers, until } from '@jejak/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'selfsigned';
import { Installation, note, notingService } from './installation';

/** Of this machine, made now and kept nowhere: each vouches for itself. */
const certificate = (name: string) =>
  generate([{ name: 'commonName', value: name }], {
    ...{ days: 1, keySize: 2048, algorithm: 'sha256' },
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
    ],
  });

const BROKER = certificate('localhost');
const CAREER = certificate('career');

/** The broker of the tests behind TLS that asks who comes. It names itself by its own address, so only the first exchange is seen here. */
interface Front {
  readonly server: Server;
  readonly address: string;
  /** Whom the certificates of those who came are of, and what the broker answered them, in bytes. */
  readonly came: { readonly name: string; answered: number }[];
  /** How often somebody did not get through. */
  readonly refused: () => number;
}

const startFront = async (): Promise<Front> => {
  const [host, port] = testBrokers()[0].split(':');
  const options = { key: BROKER.private, cert: BROKER.cert, ca: CAREER.cert, requestCert: true };
  const server = createServer({ ...options, rejectUnauthorized: true }, (secure) => {
    const visitor = { name: String(secure.getPeerCertificate().subject.CN), answered: 0 };
    came.push(visitor);
    const broker = connect(Number(port), host);
    broker.on('data', (bytes) => (visitor.answered += bytes.length));
    secure.pipe(broker).pipe(secure);
    for (const [one, other] of [
      [secure, broker],
      [broker, secure],
    ])
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
  });
  const came: Front['came'] = [];
  let refused = 0;
  server.on('tlsClientError', () => (refused += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    server,
    came,
    address: `localhost:${(server.address() as AddressInfo).port}`,
    refused: () => refused,
  };
};

describe('a service', () => {
  let installation: Installation;
  beforeAll(async () => {
    installation = await Installation.create();
  });
  afterAll(() => installation.stop());

  it('shows the brokers who it is, and is answered', async () => {
    const front = await startFront();
    const service = await installation.boot(notingService('career'), {
      JEJAK_KAFKA_BROKERS: front.address,
      JEJAK_KAFKA_CA: BROKER.cert,
      JEJAK_KAFKA_CERTIFICATE: CAREER.cert,
      JEJAK_KAFKA_KEY: CAREER.private,
    });
    await note(service, 'one');
    await until(() => front.came.some(({ answered }) => answered > 0));
    expect(new Set(front.came.map(({ name }) => name))).toEqual(new Set(['career']));
    await service.stop();
    front.server.close();
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['in plain text', {}],
    ['without saying who it is', { JEJAK_KAFKA_CA: BROKER.cert }],
    [
      'where nobody it knows vouches for them',
      {
        JEJAK_KAFKA_CA: CAREER.cert,
        JEJAK_KAFKA_CERTIFICATE: CAREER.cert,
        JEJAK_KAFKA_KEY: CAREER.private,
      },
    ],
  ])('does not get through to such brokers %s', async (_, security) => {
    const front = await startFront();
    const service = await installation.boot(notingService('career'), {
      JEJAK_KAFKA_BROKERS: front.address,
      ...security,
    });
    await note(service, 'one');
    await until(() => front.refused() > 1);
    expect(front.came.filter(({ answered }) => answered > 0)).toEqual([]);
    await service.stop();
    front.server.close();
  });
});
