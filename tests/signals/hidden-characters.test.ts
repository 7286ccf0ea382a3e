import { describe, expect, it } from 'vitest';
import { memorySource } from '../../lib/bytes/source.ts';
import { inspect } from '../../lib/inspect/inspect.ts';
import { hiddenCharacters } from '../../lib/signals/hidden-characters.ts';
import { engineContext } from '../support/engine.ts';
import { textWrapper } from '../support/build-media.ts';
import { png, pngChunk, IDAT, IEND, IHDR } from '../support/build-bytes.ts';
import { detect } from './evidence.ts';

const look = (file: string | Uint8Array) =>
  inspect({ source: memorySource(new Uint8Array(Buffer.from(file))), name: 'text' }, engineContext());

describe('hidden-characters', () => {
  it('are found in a text, and are no sign of AI', async () => {
    const report = await look('The water\u200b is w\u200barm.');
    expect(report.signals['hidden-characters']).toMatchObject({ kind: 'found', value: { count: 2 } });
    expect(report).toMatchObject({ label: null, basis: 'nothing-found', because: [] });
    expect(report.sentence).toMatch(/This text has 2 hidden characters\.$/);
  });

  it.each(['[1] wa\u200bter', '{wa\u200bter}', '<p>wa\u200bter', '\u0001wa\u200bter'])(
    'are found in a selection, whatever it begins with: %j',
    async (selected) => {
      const source = memorySource(new Uint8Array(Buffer.from(selected)));
      const report = await inspect({ source, name: 'data:', isText: true }, engineContext());
      expect(report).toMatchObject({ format: 'text/plain', signals: { 'hidden-characters': { kind: 'found' } } });
    },
  );

  it('are absent in an ordinary text', async () => {
    const report = await look('Grüße 👋🏽 an alle');
    expect(report.signals['hidden-characters']).toEqual({ kind: 'absent' });
    expect(report.sentence).not.toContain('hidden');
  });

  it('are looked for beside a record that is no record', async () => {
    const report = await look(`w\u200bater${textWrapper(new Uint8Array(90), 2)}`);
    expect(report.signals['hidden-characters']).toMatchObject({ kind: 'found', value: { count: 1 } });
  });

  it('stand in no report of a picture', async () => {
    const report = await look(png(IHDR, pngChunk('tEXt', 'Comment\0a'), IDAT, IEND));
    expect(report.signals).not.toHaveProperty('hidden-characters');
  });

  it('are unanswered where the text could not be read', async () => {
    expect(await detect(hiddenCharacters, { gaps: [['plain-text', 'malformed']] })).toEqual({
      kind: 'unanswered',
      why: 'malformed',
    });
  });
});
