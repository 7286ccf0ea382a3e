import { c2paManifest } from './c2pa-manifest.ts';
import { c2paRemote } from './c2pa-remote.ts';
import { c2paTrace } from './c2pa-trace.ts';
import { dwtDct } from './dwt-dct.ts';
import { generatorName } from './generator-name.ts';
import { generatorParameters } from './generator-parameters.ts';
import { grokSignature } from './grok-signature.ts';
import { hiddenCharacters } from './hidden-characters.ts';
import { iptcAiProperties } from './iptc-ai-properties.ts';
import { iptcDigitalSourceType } from './iptc-digital-source-type.ts';
import { novelai } from './novelai.ts';
import type { RecordSignal } from './record-evidence.ts';
import { samsungGenai } from './samsung-genai.ts';
import type { Declaration, Signal } from './signal.ts';
import { stealthPnginfo } from './stealth-pnginfo.ts';
import { tc260Aigc } from './tc260-aigc.ts';
import { trustmark } from './trustmark.ts';
import { vendorCredit } from './vendor-credit.ts';
import { visibleMark } from './visible-mark.ts';
import type { SignalId } from '../model/verdict.ts';

/** The detectors of unsigned declarations, in the order of the report. Every value they find is plain JSON. */
export const declaredSignals: readonly Signal<SignalId, Declaration>[] = [
  iptcDigitalSourceType,
  iptcAiProperties,
  tc260Aigc,
  novelai,
  generatorParameters,
  generatorName,
  vendorCredit,
  samsungGenai,
  grokSignature,
];

/** The detectors of marks in pixels, samples or text that outlive the file's tags, in the order of the report. */
export const watermarkSignals: readonly Signal<SignalId, Declaration>[] = [stealthPnginfo, dwtDct, trustmark];

/** Every detector, in the order of the report. */
export const signals: readonly RecordSignal[] = [
  c2paManifest,
  c2paRemote,
  c2paTrace,
  ...declaredSignals,
  ...watermarkSignals,
  visibleMark,
  hiddenCharacters,
];
