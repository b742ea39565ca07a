import { naturalId, streamOf } from '@jejak/kernel';

/** The stream of a policy. */
export const streamOfPolicy = (key: string): string => streamOf('policy', naturalId('policy', key));
