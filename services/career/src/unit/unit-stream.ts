import { naturalId, streamOf } from '@jejak/kernel';

/** The stream of the unit with this code. */
export const streamOfUnit = (code: string): string => streamOf('unit', naturalId('unit', code));
