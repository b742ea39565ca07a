import { type DomainEvent, Malformed, newId, RuleViolated } from '@jejak/kernel';
import { commit, type Core, eventHash, LEAF_LIMIT_BYTES, leafText, TextNotStorable } from '@jejak/ledger';
import type { CommandContext, Gathered } from './command-context';
import { type ContractRegistry, EVIDENCE, type KnownEvent, REASON_TEXT } from './contract-registry';
import { joinCore } from './core-text';
import type { KeyStore } from './key-store';

/** An event as its row of `es.events`, short of what the database gives it. */
export interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly core: string;
  readonly hash: Buffer;
  readonly data: string;
  readonly opening: Buffer | null;
  readonly personal: Buffer | null;
  readonly subject: string | null;
}

/** A decider made an event that its own contract refuses: a defect of the service, never stored. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
  constructor(
    readonly eventType: string,
    readonly faults: readonly string[],
    options?: ErrorOptions,
  ) {
    super(`${eventType} is not what its contract says: ${faults.join('; ')}`, options);
  }
}

/** Where new events go. */
export interface Place {
  readonly stream: string;
  /** The stream's version before them. */
  readonly version: number;
  /** The hash of its last event; null for a new stream. */
  readonly head: Buffer | null;
}

/** Kafka takes a megabyte; an event with its core and sealed fields has to fit with room for headers. */
const MESSAGE_LIMIT_BYTES = 900_000;

/** A person's UUID in any spelling: it must never reach the public log as it is. */
const PERSON = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PSEUDONYM = /^p_[A-Za-z0-9_-]{22}$/;
const SERVICE = /^[a-z][a-z0-9._-]{0,63}$/;

/** Turns decided events into rows: commitment, core, hash chain, and the personal fields sealed. */
export class Recorder {
  constructor(
    private readonly contracts: ContractRegistry,
    private readonly keys: KeyStore,
  ) {}

  /**
   * @param at business time of the decision
   * @throws InvalidEvent, or TypeError on a fraction: defects · @throws Malformed `TEXT_NOT_STORABLE`
   * @throws RuleViolated `EVENT_TOO_LARGE` · @throws Erased when the key of a person concerned is destroyed
   */
  async record(
    events: readonly DomainEvent[],
    { stream, version, head }: Place,
    context: CommandContext,
    { policy, policies = [], inputs }: Omit<Gathered<unknown>, 'given'>,
    at: string,
  ): Promise<EventRow[]> {
    const read = policy === undefined ? policies : [policy, ...policies];
    const common: Common = {
      stream,
      at,
      actor: await this.actor(context.actor),
      behalf: context.behalf === undefined ? undefined : await this.person(context.behalf),
      role: context.duty === undefined ? context.role : `${context.role}:${context.duty}`,
      corr: context.correlation ?? context.commandId,
      cause: context.cause ?? context.commandId,
      policy: policy ?? null,
      policies: read.length === 0 ? undefined : [...new Set(read)].sort(),
      inputs: inputs?.length ? inputs : undefined,
    };
    const rows: EventRow[] = [];
    let prev = head;
    for (const event of events) {
      const row = await this.row(event, common, version + rows.length + 1, prev);
      rows.push(row);
      prev = row.hash;
    }
    return rows;
  }

  private async row(event: DomainEvent, common: Common, ver: number, prev: Buffer | null): Promise<EventRow> {
    const known = this.contracts.writing(event.type);
    const faults = known.contract.faults(event.data);
    if (faults.length > 0) throw new InvalidEvent(known.fullType, faults);
    const subject = event.subject === undefined ? undefined : await this.person(event.subject);
    const id = newId();
    const { core, data, opening, personal } = committed(event, known, { id, ver, prev, subject, common });
    const hash = eventHash(core);
    // The hash covers the commitment, so it is fixed before anything is encrypted, and ties the ciphertext to its event.
    const sealed = personal === null ? null : await this.keys.seal(event.subject ?? null, personal, hash);
    this.checkSize(known, core, data, opening, sealed);
    return {
      id,
      type: known.fullType,
      schemaVersion: known.contract.version,
      core,
      hash,
      data,
      opening,
      personal: sealed,
      subject: sealed === null ? null : (subject ?? null),
    };
  }

  private checkSize(
    { fullType }: KnownEvent,
    core: string,
    data: string,
    opening: Buffer | null,
    personal: Buffer | null,
  ): void {
    const { service } = this.contracts;
    const inBase64 = ((opening?.length ?? 0) + (personal?.length ?? 0)) * (4 / 3);
    // A text of n characters has at most 3n bytes: nearly every event is measured without being encoded.
    if ((core.length + data.length) * 3 + inBase64 + 200 < LEAF_LIMIT_BYTES) return;
    const coreBytes = Buffer.byteLength(core);
    if (Buffer.byteLength(leafText('', Number.MAX_SAFE_INTEGER, service)) + coreBytes > LEAF_LIMIT_BYTES)
      throw tooLarge(fullType, LEAF_LIMIT_BYTES);
    if (coreBytes + Buffer.byteLength(data) + inBase64 > MESSAGE_LIMIT_BYTES)
      throw tooLarge(fullType, MESSAGE_LIMIT_BYTES);
  }

  private async actor(actor: string): Promise<string> {
    if (PERSON.test(actor) || PSEUDONYM.test(actor)) return this.person(actor);
    if (!SERVICE.test(actor)) throw new RangeError('an actor is a person by UUID, or a service by name');
    return actor;
  }

  private person(id: string): Promise<string> {
    if (!PERSON.test(id) && !PSEUDONYM.test(id)) throw new RangeError('a person is named by UUID');
    return this.keys.pseudonym(id);
  }
}

const tooLarge = (type: string, limit: number): RuleViolated =>
  new RuleViolated('EVENT_TOO_LARGE', `${type} would be larger than ${limit} bytes.`, { params: { limit } });

/** What all events of one command have in common. */
type Common = Pick<
  Core,
  'stream' | 'at' | 'actor' | 'behalf' | 'role' | 'corr' | 'cause' | 'policy' | 'policies' | 'inputs'
>;

const committed = (
  event: DomainEvent,
  { contract, fullType, personal, personalWithReason }: KnownEvent,
  place: { id: string; ver: number; prev: Buffer | null; subject: string | undefined; common: Common },
) => {
  const { reason, evidence, occurred, effective, data: said } = event;
  const text = reason?.text ?? undefined;
  const payload =
    text === undefined && evidence === undefined
      ? said
      : { ...said, [REASON_TEXT]: text, [EVIDENCE]: evidence };
  const { id, ver, prev, subject, common } = place;
  try {
    const parts = commit(payload, text === undefined ? personal : personalWithReason);
    const core: Core = {
      id,
      ver,
      subject,
      occurred,
      effective,
      ...common,
      type: fullType,
      prev: prev === null ? null : prev.toString('base64url'),
      reason: reason?.code,
      data: parts.commitment,
    };
    const { publicly } = contract;
    const joined = joinCore(publicly === undefined ? core : { ...core, [publicly.as]: publicly.of(said) });
    return {
      core: joined,
      data: JSON.stringify(parts.data),
      opening: parts.opening,
      personal: parts.personal,
    };
  } catch (error) {
    if (error instanceof TextNotStorable)
      throw new Malformed('TEXT_NOT_STORABLE', `A text of this command cannot be stored: ${error.message}.`);
    if (error instanceof TypeError) throw new InvalidEvent(fullType, [error.message], { cause: error });
    throw error;
  }
};
