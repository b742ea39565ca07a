import { ContractRegistry } from '@jejak/event-store';
import { type Contracts, eventTypeOf, parseEventType, type Recorded } from '@jejak/kernel';
import type { Delivery, EffectHandler } from './batch-handler';

export type React = (event: Recorded, delivery: Delivery) => Promise<void>;

/** What reacts to which event, gathered before anything starts. One reaction may read several event types. */
export class Reactions {
  private readonly byName = new Map<string, Map<string, React>>();

  /** @param consumes the contracts of every service whose events may be reacted to */
  constructor(private readonly consumes: readonly Contracts[]) {}

  /**
   * @param pattern full type in its current version, `asn.<service>.<Name>.v<n>`; older ones arrive upcast
   * @param name of the reaction: names its group and books; default the event's
   * @throws Error on a pattern that nothing can match: the service must not start with it
   */
  add(pattern: string, react: React, name?: string): void {
    const type = parseEventType(pattern);
    const contracts = type && this.consumes.find(({ service }) => service === type.service);
    if (!type || !contracts) throw new Error(`no contract at hand describes ${pattern}`);
    // Its own contracts and those of every service.
    const { contract } = new ContractRegistry(contracts).reading(pattern);
    if (contract.version !== type.version)
      throw new Error(
        `${pattern} is not current: events arrive as ${eventTypeOf(contracts.service, contract)}`,
      );
    const reaction = name ?? type.name;
    const handlers = this.byName.get(reaction) ?? new Map<string, React>();
    const id = `${type.service}.${type.name}`;
    if (handlers.has(id))
      throw new Error(`two reactions named ${reaction} read ${pattern}: give each a name of its own`);
    this.byName.set(reaction, handlers.set(id, react));
  }

  /** One handler per reaction, each with books of its own: a poison event of one holds up no other. */
  handlers(): EffectHandler[] {
    return [...this.byName].map(([name, handlers]) => {
      const services = new Set([...handlers.keys()].map((id) => id.slice(0, id.indexOf('.'))));
      const find = (type: string): React | undefined => {
        const parsed = parseEventType(type);
        return parsed ? handlers.get(`${parsed.service}.${parsed.name}`) : undefined;
      };
      return {
        name,
        sources: this.consumes.filter(({ service }) => services.has(service)),
        wants: (type) => find(type) !== undefined,
        react: async (event, delivery) => find(event.envelope.eventType)?.(event, delivery),
      };
    });
  }
}
