import { xmpText } from '../decoders/xmp-lookup.ts';
import { ns } from '../decoders/xmp-namespaces.ts';
import type { Label } from '../model/verdict.ts';
import { xmpCarriers } from './carriers.ts';
import { iptcDigitalSourceType } from './iptc-digital-source-type.ts';
import { quote } from './quote.ts';
import { absentUnlessGap, type Declaration, type Evidence, type Signal } from './signal.ts';

export interface IptcAiPropertiesValue extends Declaration {
  readonly systemVersion: string | null;
  readonly prompt: string | null;
  readonly promptWriter: string | null;
  readonly where: string;
}

/**
 * The AI properties of IPTC Photo Metadata 2025.1 (Extension 1.9).
 * https://www.iptc.org/std/photometadata/specification/IPTC-PhotoMetadata
 */
export const iptcAiProperties: Signal<'iptc-ai-properties', IptcAiPropertiesValue> = {
  id: 'iptc-ai-properties',
  needs: 'parts',
  detect(evidence, abort) {
    const read = (name: string, cap?: number) => {
      const text = xmpText(evidence.fields.xmp, ns.iptcExt, name);
      return text === null ? null : quote(text, cap);
    };
    const [tool, systemVersion] = [read('AISystemUsed', MAX_NAME), read('AISystemVersionUsed', MAX_NAME)];
    const [prompt, promptWriter] = [read('AIPromptInformation'), read('AIPromptWriterName', MAX_NAME)];
    // A writer's name or a version alone names no system, and "none" is an answer some forms ask for.
    if ((tool === null || DENIAL.test(tool)) && prompt === null) return absentUnlessGap(evidence, xmpCarriers);
    const says = saidBySourceType(evidence, abort);
    return { kind: 'found', value: { says, tool, systemVersion, prompt, promptWriter, where: 'XMP Iptc4xmpExt' } };
  },
};

/** The properties name the system and its prompt, not how much of the picture is its work: the source type does. */
function saidBySourceType(evidence: Evidence, abort: AbortSignal): Label {
  const sourceType = iptcDigitalSourceType.detect(evidence, abort);
  return 'kind' in sourceType && sourceType.kind === 'found' ? sourceType.value.says : 'ai-generated';
}

const DENIAL = /^\W*(?:no|none|not|never|nil|n\/?a|without)\b|^\W*$/i;
const MAX_NAME = 200;
