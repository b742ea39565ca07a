/** `npm run containers`: makes the secrets, builds the image and brings everything up; says where it is. */
import { makeSecrets } from './secrets.mjs';
import { Stack } from './stack.mjs';

try {
  const stack = new Stack();
  makeSecrets();
  await stack.build();
  const since = performance.now();
  await stack.up();
  const port = process.env.PORT ?? '8080';
  console.log(
    `Everything is healthy after ${((performance.now() - since) / 1000).toFixed(0)} s: http://localhost:${port}`,
  );
  console.log(`  console  http://localhost:${port}/app/`);
  console.log(`  a token  ${stack.compose.join(' ')} run --rm -T jejak token HR-2`);
  console.log(`  stop     ${stack.compose.join(' ')} down     (with --volumes: its data too)`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
