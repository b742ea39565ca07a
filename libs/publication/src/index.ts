export * from './csv-text';
export * from './dataset.decider';
export * from './small-cells';
export { csvRecords } from './csv-records';
export { DATASET_TABLES, type DatasetRow, datasetsOf, publishing } from './datasets.projection';
export { type DatasetFile, OpenData } from './open-data';
