import type { MessageQueued, OutboundChannel } from '@jejak/contracts/notification';
import type { KeyStore } from '@jejak/event-store';
import { KEY_STORE, SETTINGS } from '@jejak/service';
import { Inject, Injectable } from '@nestjs/common';
import type { Outcome } from '../message/message.decider';
import { NotificationSettings } from '../notification.settings';
import { PersonSubscriptions } from '../subscription/person-subscriptions';
import { Subscribers } from '../subscriber/subscribers';
import type { Channel, Letter } from './channel';
import { emailChannel } from './email';
import { type Endpoint, webhookChannel, webhookSecret } from './webhook';

type Queued = MessageQueued['data'];

const MISSING: Outcome = { kind: 'FAILED', fault: 'ADDRESS_MISSING', answer: null, permanent: true };
const UNAVAILABLE: Outcome = { kind: 'FAILED', fault: 'CHANNEL_UNAVAILABLE', answer: null, permanent: true };

/** Finds where a message goes, in the log, in the moment in which it goes, and hands it to its channel. */
@Injectable()
export class Outbox {
  private readonly webhook: Channel<Endpoint>;
  private readonly email: Channel<string> | null;

  constructor(
    private readonly subscriptions: PersonSubscriptions,
    private readonly subscribers: Subscribers,
    @Inject(KEY_STORE) private readonly keys: KeyStore,
    @Inject(SETTINGS) private readonly settings: NotificationSettings,
  ) {
    const { sendTimeoutMs: timeoutMs, webhookOwnHosts: ownHosts = [], smtpUrl, mailFrom } = settings;
    const authority = settings.smtpAuthority ?? null;
    // Receivers compare it with their own clocks: business time may be simulated.
    const seconds = (): number => Math.floor(Date.now() / 1000);
    this.webhook = webhookChannel({ timeoutMs, ownHosts, seconds });
    this.email =
      smtpUrl === undefined || mailFrom === undefined
        ? null
        : emailChannel({ url: new URL(smtpUrl), authority, from: mailFrom, timeoutMs });
  }

  async send(channel: OutboundChannel, queued: Queued, signal: AbortSignal): Promise<Outcome> {
    const [kind, id] = queued.recipient.split(':');
    if (kind === 'subscriber') return this.toSubscriber(id, queued, signal);
    const { state } = await this.subscriptions.of(id);
    const letter = this.letter(queued, queued.link);
    if (channel === 'WEBHOOK') {
      const { webhook } = state;
      if (webhook === null || webhook.url === null) return MISSING;
      const secret = await webhookSecret(this.keys, webhook.endpointId);
      return this.webhook.send({ url: webhook.url, secret }, letter, signal);
    }
    if (this.email === null) return UNAVAILABLE;
    return state.email === null ? MISSING : this.email.send(state.email, letter, signal);
  }

  /** Who has no account confirms and ends the subscription by a code that stands in the mail alone. */
  private async toSubscriber(id: string, queued: Queued, signal: AbortSignal): Promise<Outcome> {
    if (this.email === null) return UNAVAILABLE;
    const found = await this.subscribers.addressOf(id, queued.topic);
    if (found === null) return MISSING;
    const { email, language, code } = found;
    const letter = {
      ...this.letter(queued, queued.link.replace('{code}', code)),
      language,
      endLink:
        queued.topic === 'CONFIRMATION' ? null : `${this.settings.publicUrl}/langganan/${code}/berhenti`,
    };
    return this.email.send(email, letter, signal);
  }

  private letter(queued: Queued, link: string): Letter {
    const { messageId, topic, object, step, legal, late, title, dueOn } = queued;
    return {
      ...{ messageId, topic, object, step, legal, late, title, dueOn },
      ...{ link: `${this.settings.publicUrl}${link}`, language: null, endLink: null },
    };
  }
}
