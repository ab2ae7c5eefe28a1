export * from './branded-error';
export * from './closed-sets';
export * from './decode-text';
export * from './errors';
export * from './formula-text';
export * from './ids';
export * from './per-process';
export * from './time';
