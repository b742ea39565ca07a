import { streamOf } from '@jejak/kernel';

export const placementStream = (placementId: string): string => streamOf('placement', placementId);
