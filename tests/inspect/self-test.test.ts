import { describe, expect, it } from 'vitest';
import type { C2paEngine } from '../../lib/decoders/c2pa-engine.ts';
import { selfTest } from '../../lib/inspect/self-test.ts';
import { realEngine } from '../support/engine.ts';

describe('selfTest', () => {
  it('passes with the real validator', async () => {
    expect(await selfTest(realEngine())).toMatchObject({ state: 'passed' });
  });

  it('fails when trust settings have no effect', async () => {
    const engine = realEngine();
    const deaf: C2paEngine = { ...engine, validate: (format, bytes) => engine.validate(format, bytes, '{}') };
    expect(await selfTest(deaf)).toMatchObject({ state: 'failed' });
  });

  it('fails when the validator cannot run', async () => {
    const broken: C2paEngine = { version: '0', validate: async () => ({ kind: 'unanswered', why: 'engine-failed' }) };
    expect(await selfTest(broken)).toMatchObject({ state: 'failed' });
  });
});
