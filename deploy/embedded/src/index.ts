export { type InstallationData, prepareData } from './data';
export { holdsDemonstration, takePlaceOfDemonstration } from './demonstration';
export { defaultHomeFolder, openHome, type Home } from './home';
export { startInfrastructure, type Infrastructure, type InfrastructureOptions } from './infrastructure';
export { AlreadyRunning, holderOf } from './launcher-lock';
export { launch } from './main';
