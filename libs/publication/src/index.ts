export * from './csv-text';
export * from './dataset.decider';
export * from './small-cells';
