import { xmpTexts } from '../decoders/xmp-lookup.ts';
import { ns } from '../decoders/xmp-namespaces.ts';
import type { Label } from '../model/verdict.ts';
import { iptcCarriers, xmpCarriers } from './carriers.ts';
import { absentUnlessGap, type Declaration, type Signal } from './signal.ts';
import type { SourcedText } from './sourced-text.ts';

export interface VendorCreditValue extends Declaration {
  readonly text: string;
  readonly where: string;
}

/** The credit lines that Google's and Apple's own tools write, and nothing near them: "Google" alone is a credit. */
export const vendorCredit: Signal<'vendor-credit', VendorCreditValue> = {
  id: 'vendor-credit',
  needs: 'parts',
  detect(evidence) {
    const { xmp, iptc } = evidence.fields;
    const credits: readonly SourcedText[] = [
      ...xmpTexts(xmp, ns.photoshop, 'Credit').map((text) => ({ where: 'XMP photoshop:Credit', text })),
      ...(iptc.get(IPTC_CREDIT) ?? []).map((text) => ({ where: 'IPTC 2:110', text })),
    ];
    for (const { where, text } of credits) {
      const credit = CREDITS.get(text.trim().toLowerCase());
      if (credit !== undefined) return { kind: 'found', value: { ...credit, text, where } };
    }
    return absentUnlessGap(evidence, [...xmpCarriers, ...iptcCarriers]);
  },
};

const IPTC_CREDIT = 110;

const CREDITS: ReadonlyMap<string, { readonly says: Label; readonly tool: string }> = new Map([
  ['made with google ai', { says: 'ai-generated', tool: 'Google AI' }],
  ['made by google ai', { says: 'ai-generated', tool: 'Google AI' }],
  ['edited with google ai', { says: 'ai-edited', tool: 'Google AI' }],
  ['apple photos clean up', { says: 'ai-edited', tool: 'Apple Photos Clean Up' }],
  ['apple image playground', { says: 'ai-generated', tool: 'Apple Image Playground' }],
]);
