import { memoryBroker } from '../src';
import { asBrokerUnderTest, BROKER, brokerContract } from './broker-contract';

brokerContract('memory', BROKER, () => Promise.resolve(asBrokerUnderTest(memoryBroker(), 0)));
