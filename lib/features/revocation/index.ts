export { getRevocation } from './may-revoke';
export { revokeKeys } from './revoke-keys';
export { proveForRevocation, setRevoking } from './set-revoking';
