import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a reader other than the writer finds in a PDF. */
export interface ReadPaper {
  /** Of each page, with spaces for ends of lines. */
  readonly pages: readonly string[];
  readonly language: string;
  readonly title: string;
  /** Whether it says that it has tags. */
  readonly marked: boolean;
  /** Roles of the first page's elements, in order. */
  readonly roles: readonly string[];
  /** What stands for the pictures, to who cannot see them. */
  readonly alternatives: readonly string[];
  readonly attachments: readonly { readonly name: string; readonly text: string }[];
}

/** A module of its own kind, which jest does not load: it runs in a process beside. */
const READ = `
const { readFileSync } = require('node:fs');
const { extractText, getDocumentProxy } = require('unpdf');
(async () => {
  const document = await getDocumentProxy(new Uint8Array(readFileSync(process.argv[1])));
  const { text } = await extractText(document);
  const { info } = await document.getMetadata();
  const page = await document.getPage(1);
  const [root] = (await page.getStructTree()).children;
  const attached = Object.values((await document.getAttachments()) ?? {});
  console.log(JSON.stringify({
    pages: text.map((one) => one.replace(/\\s+/g, ' ')),
    language: info.Language,
    title: info.Title,
    marked: (await document.getMarkInfo()).Marked,
    roles: root.children.map(({ role }) => role),
    alternatives: root.children.flatMap(({ alt }) => (alt ? [alt] : [])),
    attachments: attached.map(({ filename, content }) => ({ name: filename, text: Buffer.from(content).toString() })),
  }));
})();
`;

export const readPaper = (folder: string, content: Uint8Array): ReadPaper => {
  const path = join(folder, 'paper.pdf');
  writeFileSync(path, content);
  const said = execFileSync(process.execPath, ['-e', READ, path], { cwd: __dirname, encoding: 'utf8' });
  return JSON.parse(said) as ReadPaper;
};
