export { type Finding, type Invariant, INVARIANTS } from './check/finding';
export { judge, judgeFolder, type Verdict } from './check/judge';
export { readHistory } from './history/read-history';
export * from './history/shapes';
export { CannotStrike, Servers } from './fault/servers';
export { type Scenario, type ScenarioName, SCENARIOS } from './fault/scenarios';
export { type Run, type RunOptions, runScenario } from './run/run';
export { chaosCommand, type ChaosOptions, verdictText } from './run/command';
