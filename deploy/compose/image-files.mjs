/** What is in an image. */
import { run } from './engine.mjs';

/** Runs inside, where there is nothing but node: prints a line of JSON for each file that is part of the image. */
function printFiles() {
  const { createHash } = process.getBuiltinModule('node:crypto');
  const { lstatSync, readFileSync, readdirSync, readlinkSync } = process.getBuiltinModule('node:fs');
  const root = lstatSync('/').dev;
  const visit = (folder) => {
    for (const name of readdirSync(folder).sort()) {
      const path = `${folder === '/' ? '' : folder}/${name}`;
      const { dev, mode, uid, size, mtimeMs, ...found } = lstatSync(path);
      // What the engine mounts into every container is no part of the image.
      if (dev !== root) continue;
      const kind = mode & 0o170000;
      const isFolder = kind === 0o040000;
      const content = kind === 0o120000 ? readlinkSync(path) : kind === 0o100000 ? readFileSync(path) : '';
      const digest = createHash('sha256').update(content).digest('hex');
      console.log(
        JSON.stringify({
          path,
          isFolder,
          isLink: kind === 0o120000,
          mode: mode & 0o7777,
          uid,
          gid: found.gid,
          size,
          modified: Math.floor(mtimeMs / 1000),
          digest,
        }),
      );
      if (isFolder) visit(path);
    }
  };
  visit('/');
}

/**
 * Every file of an image with its mode (the twelve bits), owner, size in bytes, moment of change (seconds) and SHA-256.
 * @throws Error when the image cannot be run
 */
export async function imageFiles(image) {
  const output = await run(
    [
      ...['docker', 'run', '--rm', '--network=none', '--user=0', '--entrypoint=node', image],
      ...['-e', `(${printFiles.toString()})()`],
    ],
    { quiet: true },
  );
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}
