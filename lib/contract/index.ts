export * from './audits';
export * from './endpoints';
export * from './paths';
export * from './problem';
export * from './rows';
export * from './sign-in';
export * from './tables';
