import { renderToString } from 'preact-render-to-string';
import { expect, it } from 'vitest';
import { RightsCard, type RightsState } from '../../components/RightsCard.tsx';
import { pageTranslator } from '../../lib/i18n/page-translator.ts';
import type { StanceLine } from '../../lib/model/stance.ts';
import { readWords } from '../support/read-words.ts';

const t = await pageTranslator('en', readWords);
const LINE: StanceLine = {
  ...{ layer: 'site', source: 'x.example/robots.txt', field: 'Content-Signal', value: 'ai-train=no' },
  ...{ stance: 'prohibited', scope: 'training' },
};
const card = (table: Partial<RightsState['table']>, look: RightsState['look'] = { kind: 'none' }, words = t) =>
  renderToString(
    <RightsCard
      rights={{
        table: { headline: 'unstated', saidBy: [], otherwise: [], turnedAway: [], lines: [], ...table },
        isPageUnread: false,
        look,
      }}
      t={words}
      onLook={() => undefined}
    />,
  );

it('makes no markup and no link of hostile lines, and shows no end of them', () => {
  const value = '<img src=x onerror=alert(1)>\u202e javascript:alert(1)';
  const html = card({ lines: [{ ...LINE, value, field: '<b>', source: '"><script>' }] });
  expect(html).not.toMatch(/<img|<script|<b>|href="javascript/);
  const many = Array.from({ length: 50 }, (_, index) => ({ ...LINE, source: `s${index}` }));
  expect(card({ headline: 'prohibited', saidBy: many })).toContain('+46');
});

it('offers the look where there is somebody to ask, and only there', () => {
  expect(card({})).not.toContain('<button');
  const offer = card({}, { kind: 'ready', hosts: ['x.example'], needsAccess: true });
  expect(offer).toMatch(/Asks x\.example for .*Your browser will ask.*<button/s);
});

it('tells what was not there from what could not be looked at', () => {
  const html = card(
    {},
    {
      kind: 'done',
      lookedAt: [
        { layer: 'headers', source: 'x.example', outcome: 'none' },
        { layer: 'site', source: 'x.example/ai.txt', outcome: 'timeout' },
      ],
    },
  );
  expect(html).toContain('Not there: headers of x.example.');
  expect(html).toContain('Could not look: x.example/ai.txt (took too long).');
});

it('names the server’s answer as it is named, in a language written from right to left too', async () => {
  const headers: StanceLine = { ...LINE, layer: 'headers', source: 'x.example' };
  const html = card({ headline: 'prohibited', saidBy: [headers] }, undefined, await pageTranslator('ar', readWords));
  expect(html).toContain('\u2068x.example\u2069');
  expect(html).not.toContain('U+2068');
});
