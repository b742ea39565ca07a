export * from './add-checkpoint';
export { type RunningWitness, startWitness, type WitnessOptions } from './witness-server';
