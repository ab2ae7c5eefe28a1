export * from './resolve-owners';
export * from './types';
