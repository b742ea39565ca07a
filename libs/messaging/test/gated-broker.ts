import { type Broker, BrokerUnavailable, type OutgoingMessage } from '../src';

/** A broker whose sends a test can stop, watch and break. The messages themselves go to the real one. */
export interface GatedBroker extends Broker {
  /** Called before a send reaches the broker; throwing means that it never does. */
  before: (messages: readonly OutgoingMessage[]) => Promise<void>;
  /** Called when the broker has it; throwing means that the answer was lost. */
  after: (messages: readonly OutgoingMessage[]) => Promise<void>;
  down(): void;
  up(): void;
}

const pass = (): Promise<void> => Promise.resolve();

export const gatedBroker = (broker: Broker): GatedBroker => {
  const gate: GatedBroker = {
    ...broker,
    before: pass,
    after: pass,
    down: () => {
      gate.before = () => Promise.reject(new BrokerUnavailable('down'));
    },
    up: () => {
      gate.before = pass;
    },
    producer: async () => {
      const producer = await broker.producer();
      return {
        close: () => producer.close(),
        send: async (topic, messages) => {
          await gate.before(messages);
          await producer.send(topic, messages);
          await gate.after(messages);
        },
      };
    },
  };
  return gate;
};
