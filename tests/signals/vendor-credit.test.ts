import { describe, expect, it } from 'vitest';
import { vendorCredit, type VendorCreditValue } from '../../lib/signals/vendor-credit.ts';
import { detect, found, xmp } from './evidence.ts';

describe('vendor-credit', () => {
  it.each([
    ['Made with Google AI', 'ai-generated', 'Google AI'],
    ['made by google ai', 'ai-generated', 'Google AI'],
    ['Edited with Google AI', 'ai-edited', 'Google AI'],
    ['Apple Photos Clean Up', 'ai-edited', 'Apple Photos Clean Up'],
  ])('%s says %s', async (text, says, tool) => {
    const where = 'XMP photoshop:Credit';
    expect(await found<VendorCreditValue>(vendorCredit, { xmp: [xmp('photoshop', 'Credit', text)] })).toEqual({
      says,
      tool,
      text,
      where,
    });
    expect((await found<VendorCreditValue>(vendorCredit, { iptc: new Map([[110, [` ${text} `]]]) })).where).toBe(
      'IPTC 2:110',
    );
  });

  it.each(['Google', 'Google AI', 'Not Made with Google AI', 'Apple', 'Photo: Clean Up Inc.'])(
    '%s says nothing',
    async (text) => {
      expect((await detect(vendorCredit, { xmp: [xmp('photoshop', 'Credit', text)] })).kind).toBe('absent');
    },
  );

  it('is read from the credit line only, and unanswered when it was not read', async () => {
    expect((await detect(vendorCredit, { xmp: [xmp('dc', 'description', 'Made with Google AI')] })).kind).toBe(
      'absent',
    );
    expect(await detect(vendorCredit, { gaps: [['iptc', 'malformed']] })).toEqual({
      kind: 'unanswered',
      why: 'malformed',
    });
  });
});
