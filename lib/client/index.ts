export * from './api-error';
export * from './export-url';
export * from './http';
export * from './mutations';
export * from './queries';
export * from './revocation';
export * from './table-query';
export * from './table-url';
