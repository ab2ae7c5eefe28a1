import { describe, expect, it } from 'vitest';
import { AppError, toAppError } from './errors';

describe('AppError', () => {
  it('is known across copies of the module, as bundlers make them', () => {
    const copy = Object.assign(new Error('x'), { [Symbol.for('latchkey.AppError')]: true });
    expect(copy).toBeInstanceOf(AppError);
    expect(new Error('x')).not.toBeInstanceOf(AppError);
    for (const other of [null, undefined, 'x', {}]) expect(other).not.toBeInstanceOf(AppError);
  });

  it('keeps the text of an unknown error from view', () => {
    const error = toAppError(new Error('disk serial 42'));
    expect(error.code).toBe('internal');
    expect(error.publicMessage).not.toContain('42');
    expect(error.message).toBe('disk serial 42');
  });
});
