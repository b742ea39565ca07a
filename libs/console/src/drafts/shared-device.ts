const KEPT_AS = 'jejak.bersama';

/** Whether somebody has said of this browser that others use it too: then nothing that is written is kept in it. */
export const isSharedDevice = (): boolean => localStorage.getItem(KEPT_AS) === '1';

export const saySharedDevice = (isShared: boolean): void => {
  if (isShared) localStorage.setItem(KEPT_AS, '1');
  else localStorage.removeItem(KEPT_AS);
};
