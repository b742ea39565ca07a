/** Keys that never leave the browser's own store of keys: what is written with them, a script cannot write down for others. */
export interface DraftKeys {
  readonly content: CryptoKey;
  readonly names: CryptoKey;
}

const IV_BYTES = 12;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));

/** @param secret of the person, 32 bytes in base64url, as the gateway gives it to whoever is signed in */
export const draftKeysOf = async (secret: string): Promise<DraftKeys> => {
  const root = await crypto.subtle.importKey('raw', fromBase64Url(secret), 'HKDF', false, ['deriveKey']);
  const derive = (
    use: string,
    of: AesKeyGenParams | HmacKeyGenParams,
    uses: KeyUsage[],
  ): Promise<CryptoKey> =>
    crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: bytesOf(use) },
      ...([root, of, false, uses] as const),
    );
  return {
    content: await derive('draft content', { name: 'AES-GCM', length: 256 }, ['encrypt', 'decrypt']),
    names: await derive('draft name', { name: 'HMAC', hash: 'SHA-256', length: 256 }, ['sign']),
  };
};

/** A name that says nothing to who has not the key: neither what was begun nor about whom. */
export const hiddenName = async ({ names }: DraftKeys, name: string): Promise<string> =>
  Array.from(new Uint8Array(await crypto.subtle.sign('HMAC', names, bytesOf(name))), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');

export const sealDraft = async ({ content }: DraftKeys, draft: object): Promise<Uint8Array<ArrayBuffer>> => {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, content, bytesOf(JSON.stringify(draft)));
  const sealed = new Uint8Array(IV_BYTES + box.byteLength);
  sealed.set(iv);
  sealed.set(new Uint8Array(box), IV_BYTES);
  return sealed;
};

/** @throws DOMException where it was sealed with another key, or changed since */
export const openDraft = async (
  { content }: DraftKeys,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<unknown> => {
  const iv = sealed.slice(0, IV_BYTES);
  const box = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, content, sealed.slice(IV_BYTES));
  return JSON.parse(new TextDecoder().decode(box)) as unknown;
};
