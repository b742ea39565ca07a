export { recordFacts, type Told } from './facts';
export { fromFixtures, type Otherwise } from './from-fixtures';
export { type DoneAgain, heardAgain } from './heard-again';
export { type Installation, installationOf } from './installation';
export { type Decree, DEFAULT_POLICIES, tellPolicies } from './policies';
export { settled, unlikeTheirRebuild } from './settled';
export { type ToldBy, toldBy } from './told-by';
export { type AnsweredOtherwise, ToldCommands } from './told-commands';
