import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

/** Long enough for a busy machine, like the limits in vitest.config.ts. */
configure({ asyncUtilTimeout: 120_000 });

afterEach(cleanup);
