export { getAccess } from './get-access';
