import { Malformed } from '@jejak/kernel';
import { SaxesParser } from 'saxes';

/** No sheet nests deeper than a dozen elements. */
const MAX_DEPTH = 40;
/** A tag or text longer than this is held in memory for nothing: no cell is a tenth as long. */
const MAX_PIECE = 256 * 1024;

/** What a reader of one part is told, in order. Names are without their prefix. */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

export const workbookInvalid = (cause?: unknown): Malformed => {
  const refusal = new Malformed('WORKBOOK_INVALID', 'The file is no workbook that can be read here.');
  if (cause !== undefined) refusal.cause = cause;
  return refusal;
};

/** Writers differ in their prefixes (`x:row`), and the parts have one vocabulary each. */
const localOf = (name: string): string => name.slice(name.indexOf(':') + 1);

const localNames = (attributes: Readonly<Record<string, string>>): Record<string, string> => {
  const named: Record<string, string> = {};
  for (const name in attributes) named[localOf(name)] = attributes[name];
  return named;
};

/**
 * Reads a part of XML as it arrives and yields after each piece of it, so that whoever writes the results down can keep pace.
 * No document type, so no entity but the five of XML; UTF-8 only; depth and length of what is held are bounded.
 * @throws Malformed WORKBOOK_INVALID
 */
export async function* readXml(content: AsyncIterable<Buffer>, handlers: XmlHandlers): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  let depth = 0;
  let held = 0;
  parser.on('error', (error) => {
    throw workbookInvalid(error);
  });
  parser.on('doctype', () => {
    throw workbookInvalid();
  });
  parser.on('opentag', ({ name, attributes }) => {
    held = 0;
    if (++depth > MAX_DEPTH) throw workbookInvalid();
    handlers.open(localOf(name), localNames(attributes));
  });
  parser.on('closetag', ({ name }) => {
    held = 0;
    depth--;
    handlers.close?.(localOf(name));
  });
  const text = (characters: string): void => {
    held = 0;
    handlers.text?.(characters);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  const decoded = (chunk: Buffer, stream: boolean): string => {
    try {
      return decoder.decode(chunk, { stream });
    } catch (error) {
      throw workbookInvalid(error);
    }
  };
  for await (const chunk of content) {
    held += chunk.length;
    parser.write(decoded(chunk, true));
    if (held > MAX_PIECE) throw workbookInvalid();
    yield;
  }
  parser.write(decoded(Buffer.alloc(0), false)).close();
}

/** Reads a part to its end, for its handlers alone. @throws Malformed WORKBOOK_INVALID */
export const scanXml = async (content: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> => {
  const pieces = readXml(content, handlers);
  while (!(await pieces.next()).done);
};
