import { describe, expect, it } from 'vitest';
import { iptcAiProperties, type IptcAiPropertiesValue } from '../../lib/signals/iptc-ai-properties.ts';
import { detect, found, xmp } from './evidence.ts';

describe('iptc-ai-properties', () => {
  it('reads the four properties', async () => {
    const given = {
      xmp: [
        xmp('iptcExt', 'AISystemUsed', 'ExampleGen'),
        xmp('iptcExt', 'AISystemVersionUsed', '2'),
        xmp('iptcExt', 'AIPromptInformation', 'a fox'),
        xmp('iptcExt', 'AIPromptWriterName', 'Ada'),
      ],
    };
    expect(await found<IptcAiPropertiesValue>(iptcAiProperties, given)).toEqual({
      says: 'ai-generated',
      tool: 'ExampleGen',
      systemVersion: '2',
      prompt: 'a fox',
      promptWriter: 'Ada',
      where: 'XMP Iptc4xmpExt',
    });
  });

  it('takes one alone, cuts long ones, and leaves "how much" to the source type', async () => {
    const long = await found<IptcAiPropertiesValue>(iptcAiProperties, {
      xmp: [xmp('iptcExt', 'AIPromptInformation', 'x'.repeat(9000))],
    });
    expect(long.prompt).toHaveLength(2000);
    const edited = await found<IptcAiPropertiesValue>(iptcAiProperties, {
      xmp: [
        xmp('iptcExt', 'AISystemUsed', 'G'),
        xmp('iptcExt', 'DigitalSourceType', 'compositeWithTrainedAlgorithmicMedia'),
      ],
    });
    expect(edited.says).toBe('ai-edited');
  });

  it.each(['No AI used', 'None', 'n/a', 'not applicable', '—', '  '])(
    'takes "%s" for the denial it is',
    async (text) => {
      expect(await detect(iptcAiProperties, { xmp: [xmp('iptcExt', 'AISystemUsed', text)] })).toEqual({
        kind: 'absent',
      });
    },
  );

  it('does not call a denoised photograph AI, nor one whose form names a prompt writer only', async () => {
    const denoised = {
      xmp: [xmp('iptcExt', 'AISystemUsed', 'Denoiser'), xmp('iptcExt', 'DigitalSourceType', 'algorithmicallyEnhanced')],
    };
    expect((await found<IptcAiPropertiesValue>(iptcAiProperties, denoised)).says).toBeNull();
    expect(await detect(iptcAiProperties, { xmp: [xmp('iptcExt', 'AIPromptWriterName', 'Ada')] })).toEqual({
      kind: 'absent',
    });
  });

  it('is absent or unanswered otherwise', async () => {
    expect((await detect(iptcAiProperties, { xmp: [xmp('dc', 'AISystemUsed', 'x')] })).kind).toBe('absent');
    expect(await detect(iptcAiProperties, { gaps: [['xmp-extended', 'truncated']] })).toEqual({
      kind: 'unanswered',
      why: 'truncated',
    });
  });
});
