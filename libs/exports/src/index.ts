export * from './archive';
export * from './attachment';
export * from './exported';
export * from './published-version';
