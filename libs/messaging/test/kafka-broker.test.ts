import { kafkaBroker } from '../src';
import { testBrokers } from '@jejak/testing';
import { brokerContract } from './broker-contract';
import { asBrokerUnderTest, BROKER } from './broker-trial';

brokerContract('Kafka', BROKER, () => {
  const broker = kafkaBroker({ brokers: testBrokers(), clientId: 'contract' });
  return Promise.resolve(asBrokerUnderTest(broker, 10_000));
});
