import { kafkaBroker } from '../src';
import { testBrokers } from '@jejak/testing';
import { asBrokerUnderTest, BROKER, brokerContract } from './broker-contract';

brokerContract('Kafka', BROKER, () => {
  const broker = kafkaBroker({ brokers: testBrokers(), clientId: 'contract' });
  return Promise.resolve(asBrokerUnderTest(broker, 10_000));
});
