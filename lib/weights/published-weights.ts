import type { PublishedWeights } from '../model/weights.ts';

/** Where Adobe publishes them now, and where it did before. */
const FOLDERS = [
  'https://cai-watermark.adobe.net/watermarking/trustmark-models/',
  'https://cc-assets.netlify.app/watermarking/trustmark-models/',
];

/**
 * TrustMark's decoders in ONNX, which Whence downloads when the person turns them on, and runs on this computer.
 * Sizes and checksums are those that public manifests of the files state; of the variants B and C none does, so they
 * are not offered. https://github.com/adobe/trustmark
 */
export const PUBLISHED_WEIGHTS: readonly PublishedWeights[] = [
  {
    variant: 'P',
    addresses: FOLDERS.map((folder) => `${folder}decoder_P.onnx`),
    size: 47_400_467,
    sha256: 'be6d7c33f8a7b376f179e75f3f7c58ff816a9ac7bb6d37fd0a729a635f624c35',
  },
  {
    variant: 'Q',
    addresses: FOLDERS.map((folder) => `${folder}decoder_Q.onnx`),
    size: 47_401_222,
    sha256: 'ee3268f057c9dabef680e169302f5973d0589feea86189ed229a896cc3aa88df',
  },
];
