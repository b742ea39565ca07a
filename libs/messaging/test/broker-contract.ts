import { afterEach, beforeEach, describe } from '@jest/globals';
import { groupsContract } from './broker-groups.contract';
import { readingContract } from './broker-reading.contract';
import { sendingContract } from './broker-sending.contract';
import { BrokerTrial, type BrokerUnderTest, type Capabilities } from './broker-trial';

/** What every adapter of the broker port must do. */
export const brokerContract = (
  name: string,
  capabilities: Capabilities,
  make: () => Promise<BrokerUnderTest>,
): void =>
  describe(`broker contract: ${name}`, () => {
    const trial = new BrokerTrial(make);
    beforeEach(() => trial.begin());
    afterEach(() => trial.end());

    sendingContract(trial, capabilities);
    readingContract(trial);
    groupsContract(trial, capabilities);
  });
