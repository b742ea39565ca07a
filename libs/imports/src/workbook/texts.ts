import { MAX_CELL } from '../csv/cells';

/** How the format writes a character that XML cannot hold: `_x000D_`. */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;

/** A text as its author typed it. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(ESCAPED, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;

/** Puts a rich text together: its runs, without how its characters are read aloud. */
export interface RichText {
  begin(): void;
  open(name: string): void;
  text(piece: string): void;
  close(name: string): void;
  end(): void;
}

/** Holds little more than a cell may have, whatever the file holds; one character too many is enough to see that. */
const MOST_HELD = MAX_CELL + 256;

/** @param take is given each text whole */
export const textOf = (take: (text: string) => void): RichText => {
  let whole = '';
  let inText = false;
  let aloud = 0;
  return {
    begin: () => {
      [whole, inText, aloud] = ['', false, 0];
    },
    open: (name) => {
      if (name === 'rPh') aloud++;
      else if (name === 't') inText = aloud === 0;
    },
    text: (piece) => {
      if (inText && whole.length < MOST_HELD) whole += piece.slice(0, MOST_HELD);
    },
    close: (name) => {
      if (name === 'rPh') aloud--;
      else if (name === 't') inText = false;
    },
    end: () => take(unescaped(whole)),
  };
};
