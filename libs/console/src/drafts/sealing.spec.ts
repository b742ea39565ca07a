import { describe, expect, it } from '@jest/globals';
import { draftKeysOf, hiddenName, openDraft, sealDraft } from './sealing';

const [MINE, THEIRS] = ['A', 'B'].map((one) => one.repeat(43));
const draft = { reason: 'Register asli membuktikan enam puluh anak' };

describe('a draft', () => {
  it('is read by whom it was written by', async () => {
    const sealed = await sealDraft(await draftKeysOf(MINE), draft);
    // The same secret in another session.
    expect(await openDraft(await draftKeysOf(MINE), sealed)).toEqual(draft);
  });

  it('is nothing to anybody else, and not in the clear', async () => {
    const sealed = await sealDraft(await draftKeysOf(MINE), draft);
    expect(new TextDecoder('latin1').decode(sealed)).not.toContain('Register');
    await expect(openDraft(await draftKeysOf(THEIRS), sealed)).rejects.toThrow();
  });

  it('is not read when it was changed', async () => {
    const keys = await draftKeysOf(MINE);
    const sealed = await sealDraft(keys, draft);
    sealed[sealed.length - 1] ^= 1;
    await expect(openDraft(keys, sealed)).rejects.toThrow();
  });

  it('has a name that does not say what it is about', async () => {
    const keys = await draftKeysOf(MINE);
    expect(await hiddenName(keys, 'object 1')).toBe(await hiddenName(await draftKeysOf(MINE), 'object 1'));
    expect(await hiddenName(keys, 'object 1')).not.toBe(await hiddenName(keys, 'object 2'));
    expect(await hiddenName(await draftKeysOf(THEIRS), 'object 1')).not.toBe(
      await hiddenName(keys, 'object 1'),
    );
  });

  it('has keys that no script can take along', async () => {
    const { content, names } = await draftKeysOf(MINE);
    expect([content.extractable, names.extractable]).toEqual([false, false]);
  });
});
