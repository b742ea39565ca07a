/**
 * What the formats use of Node's Buffer, for browsers: the bundle puts it in the place of the global one. Byte for byte what Node does with
 * what the formats hand in (`bytes.spec.ts`).
 */
export type BytesEncoding = 'utf8' | 'latin1' | 'base64' | 'base64url' | 'hex';

const characters = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8_192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8_192));
  return text;
};

/** As Node does: it reads either alphabet, stops at padding, and passes over everything else. */
const fromBase64 = (text: string): string => {
  const plain = text
    .split('=', 1)[0]
    .replace(/-/g, '+')
    .replace(/_/g, '/')
    .replace(/[^A-Za-z0-9+/]/g, '');
  // One character alone is less than a byte.
  return atob(plain.length % 4 === 1 ? plain.slice(0, -1) : plain);
};

const fill = <Target extends Uint8Array>(target: Target, text: string, at = 0): Target => {
  for (let i = 0; i < text.length; i++) target[at + i] = text.charCodeAt(i);
  return target;
};

/** `Uint8Array.from` is another function than `Buffer.from`, so the type of the static side is left out. */
const Octets = Uint8Array as new (
  source: number | ArrayBuffer,
  at?: number,
  length?: number,
) => Uint8Array<ArrayBuffer>;

export class Bytes extends Octets {
  static from(
    source: string | ArrayBuffer | ArrayLike<number>,
    encoding: BytesEncoding | number = 'utf8',
    length?: number,
  ): Bytes {
    if (source instanceof ArrayBuffer)
      return new Bytes(source, typeof encoding === 'number' ? encoding : 0, length);
    if (typeof source !== 'string') {
      const copy = new Bytes(source.length);
      copy.set(source);
      return copy;
    }
    switch (encoding) {
      case 'hex':
        return Bytes.from((source.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
      case 'latin1':
        return fill(new Bytes(source.length), source);
      case 'base64':
      case 'base64url': {
        const text = fromBase64(source);
        return fill(new Bytes(text.length), text);
      }
      default:
        return Bytes.from(new TextEncoder().encode(source));
    }
  }

  static alloc(size: number, value = 0): Bytes {
    const bytes = new Bytes(size);
    bytes.fill(value);
    return bytes;
  }

  static allocUnsafe(size: number): Bytes {
    return new Bytes(size);
  }

  static concat(parts: readonly Uint8Array[]): Bytes {
    const whole = new Bytes(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }

  /** Of the same class: that is what a part of a typed array is. */
  override subarray(start?: number, end?: number): Bytes {
    return super.subarray(start, end) as Bytes;
  }

  equals(other: Uint8Array): boolean {
    return this.compare(other) === 0;
  }

  compare(
    target: Uint8Array,
    targetStart = 0,
    targetEnd = target.length,
    start = 0,
    end = this.length,
  ): number {
    const [left, right] = [this.subarray(start, end), target.subarray(targetStart, targetEnd)];
    for (let i = 0; i < Math.min(left.length, right.length); i++)
      if (left[i] !== right[i]) return left[i] < right[i] ? -1 : 1;
    return Math.sign(left.length - right.length);
  }

  copy(target: Uint8Array, at = 0): number {
    target.set(this, at);
    return this.length;
  }

  /** Latin1 alone is ever written. */
  write(text: string, at = 0): number {
    fill(this, text, at);
    return text.length;
  }

  override toString(encoding: BytesEncoding = 'utf8', start = 0, end = this.length): string {
    const bytes = this.subarray(start, end);
    switch (encoding) {
      case 'hex':
        return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      case 'latin1':
        return characters(bytes);
      case 'base64':
        return btoa(characters(bytes));
      case 'base64url':
        return btoa(characters(bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
      default:
        return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    }
  }

  readUInt16BE(at = 0): number {
    return this.view.getUint16(at);
  }

  readUInt32BE(at = 0): number {
    return this.view.getUint32(at);
  }

  readBigUInt64BE(at = 0): bigint {
    return this.view.getBigUint64(at);
  }

  writeUInt32BE(value: number, at = 0): number {
    this.view.setUint32(at, value);
    return at + 4;
  }

  writeBigUInt64BE(value: bigint, at = 0): number {
    this.view.setBigUint64(at, value);
    return at + 8;
  }

  private get view(): DataView {
    return new DataView(this.buffer, this.byteOffset, this.byteLength);
  }
}

export { Bytes as Buffer };
