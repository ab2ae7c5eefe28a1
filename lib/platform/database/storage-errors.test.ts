import { describe, expect, it } from 'vitest';
import { AppError } from '@/lib/domain/core';
import { mapStorageError, SqlError } from './storage-errors';

const withCode = (code: string, message = 'driver text') =>
  Object.assign(new Error(message), { code });

describe('mapStorageError', () => {
  it.each([
    ['disk full by SQLSTATE', withCode('53100'), 'storage-full'],
    ['disk full by errno', withCode('ENOSPC'), 'storage-full'],
    ['quota by errno', withCode('EDQUOT'), 'storage-full'],
    [
      'disk full by message',
      new Error('PANIC: could not write: No space left on device'),
      'storage-full',
    ],
    ['connection failure', withCode('08006'), 'storage-unavailable'],
    ['protocol violation', withCode('08P01'), 'storage-unavailable'],
    ['shutdown by an administrator', withCode('57P01'), 'storage-unavailable'],
    ['starting up', withCode('57P03'), 'storage-unavailable'],
    ['too many connections', withCode('53300'), 'storage-unavailable'],
    ['refused', withCode('ECONNREFUSED'), 'storage-unavailable'],
    ['reset', withCode('ECONNRESET'), 'storage-unavailable'],
    ['unknown host', withCode('ENOTFOUND'), 'storage-unavailable'],
    ['cut', new Error('Connection terminated unexpectedly'), 'storage-unavailable'],
    ['pool exhausted', new Error('timeout exceeded when trying to connect'), 'storage-unavailable'],
    ['silent server', new Error('Query read timeout'), 'storage-unavailable'],
    [
      'both address families refused',
      new AggregateError([withCode('ECONNREFUSED')]),
      'storage-unavailable',
    ],
    ['wrapped', new Error('Failed query', { cause: withCode('53100') }), 'storage-full'],
  ])('%s', (_name, error, code) => {
    expect(mapStorageError(error)).toMatchObject({
      name: 'AppError',
      code,
      cause: expect.anything(),
    });
  });

  it.each([
    ['wrong owner of the files', withCode('EACCES'), 'the owner of DATA_DIR'],
    [
      'wrong owner, told by PostgreSQL',
      withCode('42501', 'could not open file "base/5/1": Permission denied'),
      'the owner of DATA_DIR',
    ],
    ['read-only file system', withCode('EROFS'), 'read-only file system'],
    ['read error', withCode('EIO'), 'Check the disk'],
    ['a file that is missing', withCode('58P01'), 'from a backup'],
    ['a damaged page', withCode('XX001'), 'from a backup'],
    ['a restart of PostgreSQL', withCode('57P01'), 'may be restarting'],
    ['too many connections', withCode('53300'), 'max_connections'],
    ['a standby', withCode('25006'), 'primary server'],
    ['a statement that took too long', withCode('57014'), 'took too long'],
  ])('%s has a sentence of its own', (_name, error, words) => {
    const mapped = mapStorageError(error);
    expect(mapped).toMatchObject({
      code: 'storage-unavailable',
      publicMessage: expect.stringContaining(words),
    });
    expect(String(Reflect.get(mapped, 'publicMessage'))).not.toMatch(/is safe|in a moment/);
  });

  it('does not take a missing right in PostgreSQL for a matter of files', () => {
    const refused = withCode('42501', 'permission denied for table audits');
    expect(mapStorageError(refused)).toBeInstanceOf(SqlError);
  });

  it('takes what is no Error: Emscripten throws objects with a number', () => {
    const thrown = { name: 'ErrnoError', errno: 51 };
    expect(mapStorageError(thrown)).toMatchObject({ message: 'ErrnoError (errno 51)' });
    expect(mapStorageError({ message: 'gone', code: 'ENOSPC' })).toMatchObject({
      code: 'storage-full',
    });
  });

  it('keeps a refused statement apart, with its SQLSTATE and where, without its details', () => {
    const refused = Object.assign(withCode('23505', 'duplicate key value violates "pk"'), {
      constraint: 'pk',
      table: 'keys',
      detail: 'Key (secret)=(sk-fake) already exists.',
    });
    const mapped = mapStorageError(new Error('Failed query: params: sk-fake', { cause: refused }));
    expect(mapped).toBeInstanceOf(SqlError);
    expect(mapped).toMatchObject({ code: '23505', constraint: 'pk', table: 'keys', column: null });
    expect(JSON.stringify(mapped, Object.getOwnPropertyNames(mapped))).not.toContain('sk-fake');
  });

  it('leaves other errors as they are', () => {
    const ours = new AppError('not-found', 'Not there.');
    const bug = new TypeError('x is not a function');
    expect(mapStorageError(ours)).toBe(ours);
    expect(mapStorageError(bug)).toBe(bug);
    expect(mapStorageError('text')).toMatchObject({ message: 'text' });
  });
});
