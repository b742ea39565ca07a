import { withEveryService } from '@jejak/contracts/every-service';
import { type Contracts, type EventContract, eventTypeOf, parseEventType } from '@jejak/kernel';

/** Members of a payload that the store adds itself: the prose of the reason (personal) and references to evidence (clear). */
export const REASON_TEXT = 'reasonText';
export const EVIDENCE = 'evidence';

/** One event type, with what is worked out of its contract once. */
export interface KnownEvent {
  readonly contract: EventContract;
  /** `asn.<service>.<Name>.v<n>` */
  readonly fullType: string;
  /** Personal pointers where the event gives no reason, and where it does. */
  readonly personal: readonly string[];
  readonly personalWithReason: readonly string[];
}

/** The contracts of one service by name, those of every service among them. */
export class ContractRegistry {
  readonly service: string;
  private readonly known: ReadonlyMap<string, KnownEvent>;
  private readonly read = new Map<string, { readonly contract: EventContract; readonly version: number }>();

  /** @throws Error when a contract has a member that the store keeps for itself */
  constructor(contracts: Contracts) {
    const { service, events } = withEveryService(contracts);
    this.service = service;
    this.known = new Map(
      Object.values(events).map((contract) => [contract.type, knownEvent(service, contract)]),
    );
  }

  /** @throws Error for an event that no contract describes: a defect of the service */
  writing(name: string): KnownEvent {
    const known = this.known.get(name);
    if (!known) throw new Error(`${this.service} has no contract for ${name}`);
    return known;
  }

  /** @throws RangeError for a type that this release cannot read */
  reading(fullType: string): { readonly contract: EventContract; readonly version: number } {
    const before = this.read.get(fullType);
    if (before) return before;
    const parsed = parseEventType(fullType);
    const known = parsed && parsed.service === this.service ? this.known.get(parsed.name) : undefined;
    if (!parsed || !known) throw new RangeError(`${this.service} has no contract for ${fullType}`);
    const found = { contract: known.contract, version: parsed.version };
    this.read.set(fullType, found);
    return found;
  }
}

const knownEvent = (service: string, contract: EventContract): KnownEvent => {
  const properties = (contract.schema.properties ?? {}) as Record<string, unknown>;
  for (const kept of [REASON_TEXT, EVIDENCE])
    if (Object.hasOwn(properties, kept))
      throw new Error(
        `${contract.type} names a member ${kept}: that is a particular of the event, not of its data`,
      );
  return {
    contract,
    fullType: eventTypeOf(service, contract),
    personal: contract.personal,
    personalWithReason: [...contract.personal, `/${REASON_TEXT}`],
  };
};
