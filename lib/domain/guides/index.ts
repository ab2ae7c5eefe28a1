export * from './guide-text';
export * from './guides';
export * from './search-guides';
