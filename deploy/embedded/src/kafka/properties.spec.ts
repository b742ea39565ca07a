import { describe, expect, it } from '@jest/globals';
import { kafkaProperties, propertiesEnvironment, propertiesFile } from './properties';

const properties = kafkaProperties({
  port: 20_001,
  controllerPort: 20_002,
  listenHost: '127.0.0.1',
  dataFolder: '/data',
});

describe('the settings of the broker', () => {
  it('are one per line in a file', () => {
    expect(propertiesFile(properties)).toContain('\nadvertised.listeners=PLAINTEXT://127.0.0.1:20001\n');
  });

  it('are the same as variables of a container', () => {
    expect(propertiesEnvironment(properties)).toMatchObject({
      KAFKA_LOG_DIRS: '/data',
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
      KAFKA_CONTROLLER_QUORUM_VOTERS: '1@127.0.0.1:20002',
    });
  });
});
