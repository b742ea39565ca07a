import { once } from 'node:events';
import { issuerServer } from './issuer-server';
import { readPeople } from './people';
import { makeProvider } from './provider';
import { readIssuerSettings } from './settings';
import { loadState } from './state';

/** EX_CONFIG of sysexits, as the services use it. */
const EXIT_CONFIGURATION = 78;

const start = async (): Promise<void> => {
  const { host, port, issuer, peopleFile, stateFolder } = readIssuerSettings(process.env);
  const people = readPeople(peopleFile);
  const provider = makeProvider(issuer, people, await loadState(stateFolder));
  const server = issuerServer(provider, people);
  server.listen(port, host);
  await once(server, 'listening');
  process.stdout.write(
    `${JSON.stringify({ time: new Date().toISOString(), level: 'info', service: 'issuer', msg: `Listening on ${issuer}` })}\n`,
  );
  const stop = (): void => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
};

start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = EXIT_CONFIGURATION;
});
