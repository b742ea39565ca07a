import { newId } from '@jejak/kernel';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type AddressInfo, createServer } from 'node:net';
import type { Letter } from '../src/channel/channel';
import { emailChannel } from '../src/channel/email';
import type { Outcome } from '../src/message/message.decider';
import { type MailRelay, type MailRelayOptions, startMailRelay } from './relay';

const letter: Letter = {
  ...{ messageId: newId(), topic: 'VACANCY', object: 'vacancy-x', step: 'NOTICE', legal: false, late: false },
  ...{ dueOn: null, link: 'https://jejak.kota.example/lowongan/x', endLink: null, language: 'id' },
  title: { id: 'Lowongan „baru” dibuka', en: 'A vacancy' },
};
const ACCOUNT = { user: 'jejak', password: 'rahasia:/@ 1' };

let relay: MailRelay;
afterEach(() => relay.stop());

interface Sending {
  readonly to?: string;
  readonly letter?: Letter;
  /** Signs in with this password. */
  readonly password?: string;
  readonly authority?: string | null;
  readonly timeoutMs?: number;
  readonly url?: string;
  readonly signal?: AbortSignal;
}

const send = (sending: Sending = {}): Promise<Outcome> => {
  const url = new URL(sending.url ?? relay.url);
  if (sending.password !== undefined) {
    url.username = ACCOUNT.user;
    url.password = encodeURIComponent(sending.password);
  }
  const { authority = relay.authority, timeoutMs = 5_000, to = 'warga@contoh.test' } = sending;
  const channel = emailChannel({ url, authority, from: 'jejak@kota.example', timeoutMs });
  return channel.send(to, sending.letter ?? letter, sending.signal ?? new AbortController().signal);
};
const start = async (options?: MailRelayOptions): Promise<void> => {
  relay = await startMailRelay(options);
};
const failed = (fault: string, answer: number | null, permanent: boolean): object => ({
  ...{ kind: 'FAILED', fault, answer, permanent },
});

describe('a mail', () => {
  it('is one sentence and a link, to one recipient', async () => {
    await start();
    // The relay repeats the address: the evidence does not.
    expect(await send()).toEqual({ kind: 'SENT', evidence: '250 Ok: queued as 1 for', proves: false });
    const [{ from, to, headers, text }] = relay.mails;
    expect([from, to]).toEqual(['jejak@kota.example', 'warga@contoh.test']);
    expect(headers).toEqual(
      expect.arrayContaining([
        ...['From: jejak@kota.example', 'To: warga@contoh.test', 'Auto-Submitted: auto-generated'],
        `Message-ID: <${letter.messageId}@kota.example>`,
      ]),
    );
    expect(text).toBe('Lowongan „baru” dibuka\r\n\r\nhttps://jejak.kota.example/lowongan/x\r\n');
  });

  it('has no other recipient and no other header, whatever its words say', async () => {
    await start();
    const title = { id: 'Baru\r\nBcc: korban@contoh.test\r\n\r\n.\r\nRCPT TO:<korban@contoh.test>', en: 'x' };
    await send({ letter: { ...letter, title } });
    expect(relay.mails.map(({ to }) => to)).toEqual(['warga@contoh.test']);
    const [{ headers, text }] = relay.mails;
    expect(headers.filter((line) => /^(to|cc|bcc):/i.test(line))).toEqual(['To: warga@contoh.test']);
    expect(text).toBe(
      'Baru Bcc: korban@contoh.test . RCPT TO:<korban@contoh.test>\r\n\r\nhttps://jejak.kota.example/lowongan/x\r\n',
    );
  });

  it.each([
    ...['a@b.c\r\nRCPT TO:<x@y.z>', 'a@b.c\nBcc: x@y.z', 'a@b.c, x@y.z', '"a\r\n"@b.c'],
    ...['<a@b.c>', 'a@b.c\0', 'a b@c.d', ''],
  ])('does not go to %j', async (to) => {
    await start();
    expect(await send({ to })).toEqual(failed('ADDRESS_REFUSED', null, true));
    expect(relay.mails).toEqual([]);
  });

  it('says how it ends where no account does', async () => {
    await start();
    await send({ letter: { ...letter, endLink: 'https://jejak.kota.example/langganan/X/berhenti' } });
    const [{ headers, text }] = relay.mails;
    expect(headers).toContain('List-Unsubscribe: <https://jejak.kota.example/langganan/X/berhenti>');
    expect(text).toContain('Berhenti berlangganan: https://jejak.kota.example/langganan/X/berhenti');
  });
});

describe('encryption', () => {
  it('is used where it is offered', async () => {
    await start({ encryption: 'OFFERED' });
    expect(await send()).toMatchObject({ kind: 'SENT' });
    expect(relay.mails).toMatchObject([{ encrypted: true, user: null }]);
  });

  it('is not missed where nobody signs in and none is offered', async () => {
    await start({ encryption: 'NONE' });
    expect(await send()).toMatchObject({ kind: 'SENT' });
    expect(relay.mails).toMatchObject([{ encrypted: false }]);
  });

  it.each(['OFFERED', 'ALWAYS'] as const)(
    '%s: is with whom somebody vouches for alone',
    async (encryption) => {
      await start({ encryption, account: ACCOUNT });
      const outcome = await send({ authority: null, password: ACCOUNT.password });
      expect(outcome).toEqual(failed('UNREACHABLE', null, false));
      expect([relay.mails, relay.signIns]).toEqual([[], []]);
    },
  );
});

describe('a password', () => {
  it.each(['OFFERED', 'ALWAYS'] as const)('goes to a relay whose encryption is %s', async (encryption) => {
    await start({ encryption, account: ACCOUNT });
    expect(await send({ password: ACCOUNT.password })).toMatchObject({ kind: 'SENT' });
    expect(relay.mails).toMatchObject([{ encrypted: true, user: 'jejak' }]);
  });

  it('never goes in the clear: nothing is sent at all', async () => {
    await start({ encryption: 'NONE', account: ACCOUNT });
    const outcome = await send({ password: ACCOUNT.password });
    expect(outcome).toMatchObject({ kind: 'FAILED', fault: 'REFUSED', permanent: false });
    expect([relay.mails, relay.signIns]).toEqual([[], []]);
  });

  it('that is wrong is something to mend, not the recipient’s fault', async () => {
    await start({ encryption: 'OFFERED', account: ACCOUNT });
    expect(await send({ password: 'lain' })).toEqual(failed('REFUSED', 535, false));
    expect(relay.signIns).toEqual(['jejak']);
  });
});

describe('a relay that says no', () => {
  it.each([
    ['RCPT', 550, failed('ADDRESS_REFUSED', 550, true)],
    ['RCPT', 451, failed('REFUSED', 451, false)],
    ['DATA', 554, failed('REFUSED', 554, true)],
    ['DATA', 452, failed('REFUSED', 452, false)],
  ] as const)('to %s with %i', async (command, code, outcome) => {
    await start();
    relay.answer(command, code);
    expect(await send()).toEqual(outcome);
    relay.answer(command, 250);
    expect(await send()).toMatchObject({ kind: 'SENT' });
  });

  it('by being down is tried again when it is up', async () => {
    await start();
    await relay.down();
    expect(await send()).toEqual(failed('UNREACHABLE', null, false));
    await relay.up();
    expect(await send()).toMatchObject({ kind: 'SENT' });
  });

  it('by saying nothing is not waited for', async () => {
    await start();
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', () => resolve()));
    const url = `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    expect(await send({ url, timeoutMs: 100 })).toEqual(failed('TIMEOUT', null, false));
    const stopping = new AbortController();
    silent.once('connection', () => stopping.abort());
    expect(await send({ url, signal: stopping.signal })).toMatchObject({ kind: 'FAILED', permanent: false });
    await new Promise((resolve) => silent.close(resolve));
  });
});
