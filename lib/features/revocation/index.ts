export { getRevocation } from './may-revoke';
export { revokeKeys } from './revoke-keys';
export { readRevoked } from './revoked-keys';
export { proveForRevocation, setRevoking } from './set-revoking';
