import { memoryBroker } from '../src';
import { brokerContract } from './broker-contract';
import { asBrokerUnderTest, BROKER } from './broker-trial';

brokerContract('memory', BROKER, () => Promise.resolve(asBrokerUnderTest(memoryBroker(), 0)));
