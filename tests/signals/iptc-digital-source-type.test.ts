import { describe, expect, it } from 'vitest';
import { iptcDigitalSourceType, type DigitalSourceTypeValue } from '../../lib/signals/iptc-digital-source-type.ts';
import { detect, found, xmp } from './evidence.ts';

describe('iptc-digital-source-type', () => {
  const says = async (code: string) => {
    const given = {
      xmp: [xmp('iptcExt', 'DigitalSourceType', `http://cv.iptc.org/newscodes/digitalsourcetype/${code}`)],
    };
    return (await found<DigitalSourceTypeValue>(iptcDigitalSourceType, given)).says;
  };
  it.each([
    ['trainedAlgorithmicMedia', 'ai-generated'],
    ['compositeWithTrainedAlgorithmicMedia', 'ai-edited'],
    ['compositeSynthetic', 'ai-edited'],
    ['composite', 'may-contain-ai'],
    ['virtualRecording', 'may-contain-ai'],
    ['algorithmicMedia', null],
    ['algorithmicallyEnhanced', null],
    ['digitalCapture', null],
    ['screenCapture', null],
    ['digitalArt', null],
    ['somethingNew', null],
  ])('%s says %s', async (code, label) => {
    expect(await says(code)).toBe(label);
  });

  it.each(['DigitalSourceType', 'DigitalSourcefileType', 'DigitalSourceFileType'])('reads it as %s', async (name) => {
    const value = await found<DigitalSourceTypeValue>(iptcDigitalSourceType, {
      xmp: [xmp('iptcExt', name, 'composite')],
    });
    expect(value).toEqual({
      says: 'may-contain-ai',
      tool: null,
      code: 'composite',
      text: 'composite',
      where: `XMP Iptc4xmpExt:${name}`,
    });
  });

  it('tells the strongest of several', async () => {
    const given = {
      xmp: ['digitalCapture', 'trainedAlgorithmicMedia'].map((code) => xmp('iptcExt', 'DigitalSourceType', code)),
    };
    expect((await found<DigitalSourceTypeValue>(iptcDigitalSourceType, given)).says).toBe('ai-generated');
  });

  it('is absent, or unanswered when a carrier or the structure was not read', async () => {
    expect((await detect(iptcDigitalSourceType, {})).kind).toBe('absent');
    expect((await detect(iptcDigitalSourceType, { xmp: [xmp('dc', 'DigitalSourceType', 'composite')] })).kind).toBe(
      'absent',
    );
    expect(await detect(iptcDigitalSourceType, { gaps: [['xmp', 'malformed']] })).toEqual({
      kind: 'unanswered',
      why: 'malformed',
    });
    expect(await detect(iptcDigitalSourceType, { gaps: [['png-itxt', 'too-large']] })).toEqual({
      kind: 'unanswered',
      why: 'too-large',
    });
    expect(await detect(iptcDigitalSourceType, { incomplete: 'truncated' })).toEqual({
      kind: 'unanswered',
      why: 'truncated',
    });
    expect((await detect(iptcDigitalSourceType, { gaps: [['trailer', 'malformed']] })).kind).toBe('absent');
  });
});
