// Wraps the keys of a folder by another KEK, a line for each key that it comes to, until it has done so or is killed.
const { fileKeyWrapping } = require('@jejak/event-store');

const [folder, kek, otherKek] = process.argv.slice(2);
let keys = 0;
void fileKeyWrapping({
  folder,
  kek: Buffer.from(kek, 'hex'),
  otherKeks: [Buffer.from(otherKek, 'hex')],
}).rewrap({
  mayGoOn: () => void process.stdout.write(`${keys++}\n`),
});
