/**
 * Writes docker-compose.yml from the services of the workspace and deploy/images.json: a service that comes is in it after
 * `node deploy/compose/compose.mjs`. With `--check` it writes nothing and ends with 1 where the file is not what it would write.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { GATEWAY, services, workspace } from './services.mjs';

const images = JSON.parse(readFileSync(join(workspace, 'deploy', 'images.json'), 'utf8'));
const names = services();
const upstreams = (port) =>
  JSON.stringify(Object.fromEntries(names.map((name) => [name, `http://${name}:${port}`])));
const each = (text) => names.map(text).join('\n');

/** What only the service that keeps the log is given: its key, those of the others' heartbeats, and the folder that it is published from. */
const LOG = `
      - log-seed
      - source-keys
    environment:
      <<: *of-services
      JEJAK_LEDGER_ORIGIN: jejak.localhost/log
      JEJAK_LEDGER_FOLDER: /var/lib/jejak/log
      JEJAK_LEDGER_SEED_FILE: /run/secrets/log-seed
      JEJAK_LEDGER_SOURCE_KEYS_FILE: /run/secrets/source-keys
    volumes: ['keys:/var/lib/jejak/keys', 'log:/var/lib/jejak/log']`;

const service = (name) => `
  ${name}:
    <<: *service
    command: [services/${name}/dist/main.js]
    secrets:
      - kek
      - source: ${name}-database
        target: database-url
      - source: ${name}-heartbeat
        target: heartbeat-seed${name === 'audit' ? LOG : ''}`;

const compose = `# Jejak on one machine with Docker, for demonstration: see docs/operations.md, "On one machine with Docker".
# Written by \`node deploy/compose/compose.mjs\` from the services of the workspace and deploy/images.json. Change it there; what is
# of one machine only goes into docker-compose.override.yml.

x-hardened: &hardened
  read_only: true
  tmpfs: ['/tmp:size=64m,mode=1777']
  cap_drop: [ALL]
  security_opt: ['no-new-privileges:true']
  pids_limit: 256
  restart: unless-stopped
  stop_grace_period: 60s
  networks: [inner]

x-process: &process
  <<: *hardened
  image: jejak:local
  user: '65532:65532'
  mem_limit: 384m
  healthcheck: &ready
    test: [CMD, node, libs/http/dist/management/healthcheck.js]
    interval: 2s
    timeout: 10s
    retries: 5
    start_period: 180s

# Not production, which refuses the issuer of the demonstration.
x-environment: &environment
  NODE_ENV: development
  # Three quarters of mem_limit.
  NODE_OPTIONS: --max-old-space-size=288
  JEJAK_HOST: 0.0.0.0
  PORT: '3000'
  # Browsers of this machine and containers reach it by the same name and port (docs/adr/0038).
  JEJAK_OIDC_ISSUER: http://issuer.localhost:\${ISSUER_PORT:-4000}

x-service: &service
  <<: *process
  depends_on:
    databases: { condition: service_completed_successfully }
    kafka: { condition: service_healthy }
    issuer: { condition: service_healthy }
  environment: &of-services
    <<: *environment
    JEJAK_DATABASE_URL_FILE: /run/secrets/database-url
    JEJAK_KAFKA_BROKERS: kafka:9092
    JEJAK_KAFKA_PARTITIONS: '3'
    JEJAK_KEY_STORE: /var/lib/jejak/keys
    JEJAK_KEK_FILE: /run/secrets/kek
    JEJAK_HEARTBEAT_SEED_FILE: /run/secrets/heartbeat-seed
  volumes: ['keys:/var/lib/jejak/keys']

services:
  postgres:
    <<: *hardened
    image: ${images.postgres}
    user: '999:999'
    command: [postgres, -c, max_connections=300, -c, timezone=UTC]
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/postgres
      # Sorting and case by code point, the same on every machine.
      POSTGRES_INITDB_ARGS: --encoding=UTF8 --locale=C --locale-provider=builtin --builtin-locale=C.UTF-8 --data-checksums
    tmpfs: ['/tmp:size=64m,mode=1777', '/var/run/postgresql:size=1m,mode=1777']
    shm_size: 128m
    mem_limit: 768m
    secrets: [postgres]
    volumes: ['postgres:/var/lib/postgresql']
    healthcheck:
      # By TCP: while it is being set up the server listens on its socket only.
      test: [CMD, pg_isready, --quiet, --host=127.0.0.1, --username=postgres]
      interval: 2s
      timeout: 10s
      retries: 5
      start_period: 180s

  # A role and a database for each service; ends when they are there.
  databases:
    <<: *hardened
    image: ${images.postgres}
    user: '999:999'
    command: [bash, /run/databases.sh]
    mem_limit: 128m
    restart: 'no'
    depends_on:
      postgres: { condition: service_healthy }
    secrets: [postgres]
    tmpfs: ['/tmp:size=64m,mode=1777', '/var/lib/postgresql:size=1m,mode=1777']
    volumes:
      - ./deploy/compose/databases.sh:/run/databases.sh:ro
      - ./deploy/compose/secrets/databases:/run/databases:ro

  kafka:
    <<: *hardened
    image: ${images.kafka}
    user: '1000:1000'
    environment:
      CLUSTER_ID: amVqYWstb25lLW5vZGUtMQ
      KAFKA_HEAP_OPTS: -Xms64m -Xmx256m
    # The image writes its configuration there at each start, from the file that is mounted below. By owner, not by mode: some
    # engines give a tmpfs the mode of the folder that it covers.
    tmpfs:
      - /tmp:size=64m,mode=1777
      - /opt/kafka/config:size=4m,uid=1000,gid=1000,mode=0755
      - /opt/kafka/logs:size=64m,uid=1000,gid=1000,mode=0755
    mem_limit: 768m
    volumes:
      - kafka:/var/lib/kafka/data
      - ./deploy/compose/kafka.properties:/mnt/shared/config/server.properties:ro
    healthcheck:
      test: [CMD, bash, -c, 'exec 3<>/dev/tcp/127.0.0.1/9092']
      interval: 2s
      timeout: 10s
      retries: 5
      start_period: 180s

  # Whoever reaches it can be anyone of the demonstration: it is open to this machine only, whose browsers sign in there.
  issuer:
    <<: *process
    # Without --disallow-code-generation-from-strings: a library of its OpenID provider generates code (docs/adr/0009).
    entrypoint: [node, --enable-source-maps, --disable-proto=delete]
    command: [deploy/embedded/dist/issuer/main.js]
    environment:
      <<: *environment
      PORT: '\${ISSUER_PORT:-4000}'
      JEJAK_ISSUER_STATE: /var/lib/jejak/issuer
    networks:
      edge: {}
      inner: { aliases: [issuer.localhost] }
    ports: ['127.0.0.1:\${ISSUER_PORT:-4000}:\${ISSUER_PORT:-4000}']
    volumes: ['issuer:/var/lib/jejak/issuer']
    healthcheck:
      <<: *ready
      test:
        [CMD, node, libs/http/dist/management/healthcheck.js, 'http://127.0.0.1:\${ISSUER_PORT:-4000}/health']
${each(service)}

  # The front door, and with the sign-in the only one: everything else is on a network without a way in or out.
  gateway:
    <<: *process
    build:
      context: .
      dockerfile: deploy/Dockerfile
      args:
        RUNTIME: \${JEJAK_RUNTIME:-${images.runtime}}
        VERSION: \${JEJAK_VERSION:-0.0.0}
        REVISION: \${JEJAK_REVISION:-unknown}
        SOURCE: \${JEJAK_SOURCE:-unknown}
        SOURCE_DATE_EPOCH: \${SOURCE_DATE_EPOCH:-0}
    command: [services/gateway/dist/main.js]
    depends_on:
${each((name) => `      ${name}: { condition: service_healthy }`)}
    environment:
      <<: *environment
      JEJAK_UPSTREAMS: '${upstreams(3000)}'
      JEJAK_UPSTREAM_MANAGEMENT: '${upstreams(9464)}'
      JEJAK_PUBLIC_URL: http://localhost:\${PORT:-8080}
      # Sessions of browsers.
      JEJAK_DATABASE_URL_FILE: /run/secrets/database-url
    secrets:
      - source: gateway-database
        target: database-url
    networks: [edge, inner]
    ports: ['127.0.0.1:\${PORT:-8080}:3000']

  # The command line, only when it is called: docker-compose run --rm -T jejak token HR-2
  jejak:
    <<: *hardened
    image: jejak:local
    profiles: [tools]
    user: '65532:65532'
    mem_limit: 256m
    restart: 'no'
    entrypoint: [node, libs/cli/bin/jejak.cjs]
    command: [--help]
    environment:
      JEJAK_URL: http://gateway:3000

networks:
  edge: {}
  inner:
    internal: true

volumes:
  postgres: {}
  kafka: {}
  keys: {}
  log: {}
  issuer: {}

# Made by \`node deploy/compose/secrets.mjs\`, never in the repository.
secrets:
  kek:
    file: ./deploy/compose/secrets/kek
  log-seed:
    file: ./deploy/compose/secrets/log-seed
  source-keys:
    file: ./deploy/compose/secrets/source-keys
  postgres:
    file: ./deploy/compose/secrets/postgres
${[GATEWAY, ...names].map((name) => `  ${name}-database:\n    file: ./deploy/compose/secrets/databases/${name}`).join('\n')}
${each((name) => `  ${name}-heartbeat:\n    file: ./deploy/compose/secrets/heartbeats/${name}`)}
`;

const file = join(workspace, 'docker-compose.yml');
const current = existsSync(file) && readFileSync(file, 'utf8') === compose;
if (process.argv.includes('--check')) {
  if (!current)
    console.error('docker-compose.yml is not what it should be: run node deploy/compose/compose.mjs');
  process.exit(current ? 0 : 1);
}
if (!current) writeFileSync(file, compose);
