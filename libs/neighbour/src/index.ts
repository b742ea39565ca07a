export { type ToldBy, toldBy } from './told-by';
