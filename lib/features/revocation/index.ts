export { getRevocation } from './revocation-state';
export { revokeKeys } from './revoke-keys';
export { proveForRevocation, setRevoking } from './set-revoking';
