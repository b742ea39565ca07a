/**
 * The keys of persons, one each for all services, apart from every database (audit-ledger.md section 3). A person is named by
 * UUID, or by the pseudonym that the log has; null means the installation, for personal text that is about nobody in particular.
 */
export interface KeyStore {
  /**
   * `p_` + 22 characters: HMAC of the person's key, so nobody can link it again once the key is destroyed.
   * Makes the key when there is none. @throws Erased when it was destroyed
   */
  pseudonym(subjectId: string): Promise<string>;
  /**
   * nonce(12) || ciphertext || tag(16), AES-256-GCM. @param aad the event hash, which ties the text to its event
   * @throws Erased when the key was destroyed
   */
  seal(subjectId: string | null, plaintext: string | Uint8Array, aad: Uint8Array): Promise<Buffer>;
  /** The text; null when the key was destroyed. @throws Error when text, key and aad do not belong together */
  open(subjectId: string | null, sealed: Uint8Array, aad: Uint8Array): Promise<string | null>;
  /** As `open`, for what was sealed as bytes: a document. */
  openBytes(subjectId: string | null, sealed: Uint8Array, aad: Uint8Array): Promise<Buffer | null>;
  /**
   * HMAC-SHA-256 under a key of the installation: a number of a person (NIP, NIK) can be looked for without standing anywhere.
   * @param kind keeps the numbers of one sort apart from those of another
   */
  blindIndex(kind: string, text: string): Promise<Buffer>;
  /** For ever, and idempotent. The caller records it as a fact. */
  destroy(subjectId: string): Promise<void>;
  isDestroyed(subjectId: string): Promise<boolean>;
}
