export * from './canonical';
export * from './commitment';
export * from './core';
export * from './merkle';
