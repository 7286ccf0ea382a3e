/** What the evidence says the thing is. `null`: no claim about AI or capture (DESIGN §3). */
export type Label = 'ai-generated' | 'ai-edited' | 'may-contain-ai' | 'camera-captured' | null;

/** How we know, strongest first (DESIGN §3). */
export type Basis =
  | 'signed-trusted'
  | 'signed-unrecognised'
  | 'signed-lapsed'
  | 'changed-since-signing'
  | 'record-broken'
  | 'record-elsewhere'
  | 'record-removed'
  | 'declared'
  | 'watermark'
  | 'page'
  | 'nothing-found'
  | 'could-not-check';

/** Every detector's name, as it stands in reports. Order is the order of the report. */
export type SignalId =
  | 'c2pa-manifest'
  | 'c2pa-remote'
  | 'c2pa-trace'
  | 'iptc-digital-source-type'
  | 'iptc-ai-properties'
  | 'tc260-aigc'
  | 'novelai'
  | 'generator-parameters'
  | 'generator-name'
  | 'vendor-credit'
  | 'samsung-genai'
  | 'grok-signature'
  | 'trustmark'
  | 'hidden-characters'
  | PixelSignalId;

/** Detectors that look at pixels: they run later than the others, if at all. */
export type PixelSignalId = 'stealth-pnginfo' | 'dwt-dct' | 'visible-mark';
