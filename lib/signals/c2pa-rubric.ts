import type { Action, Manifest } from '../decoders/c2pa-store.ts';
import { field, listField } from '../decoders/json-fields.ts';
import { normalizeSourceType } from './digital-source-type.ts';

/**
 * The official signals of one manifest: C2PA asset rubrics 1.0, "signals, local"
 * (github.com/c2pa-org/conformance-public, asset-rubrics).
 */
export interface RubricSignals {
  readonly inception: ReadonlySet<InceptionSignal>;
  readonly perceptibleGenAI: boolean;
  readonly perceptiblePossiblyGenAI: boolean;
  readonly ambiguousActions: boolean;
  /** Some action or assertion names a digital source type. */
  readonly hasSourceType: boolean;
}

export type InceptionSignal =
  | 'blankCanvas'
  | 'capturedMedia'
  | 'capturedMediaStitched'
  | 'compositionMayContainGenAI'
  | 'fullyGenAIMedia'
  | 'partlyGenAICreation'
  | 'nonGenAIDigitalCreation'
  | 'screenCaptureMayContainGenAI';

const INCEPTION: ReadonlyMap<string, InceptionSignal> = new Map([
  ['empty', 'blankCanvas'],
  ['digitalCapture', 'capturedMedia'],
  ['computationalCapture', 'capturedMedia'],
  ['compositeCapture', 'capturedMediaStitched'],
  ['composite', 'compositionMayContainGenAI'],
  ['trainedAlgorithmicMedia', 'fullyGenAIMedia'],
  ['compositeWithTrainedAlgorithmicMedia', 'partlyGenAICreation'],
  ['digitalCreation', 'nonGenAIDigitalCreation'],
  ['screenCapture', 'screenCaptureMayContainGenAI'],
]);

const CAPTURED = new Set(['digitalCapture', 'computationalCapture', 'compositeCapture']);
const GEN_AI = new Set([
  'trainedAlgorithmicMedia',
  'compositeWithTrainedAlgorithmicMedia',
  'compositeSynthetic',
  'trainedAlgorithmicData',
]);
const POSSIBLY_GEN_AI = new Set(['digitalArt', 'composite']);

const INCEPTION_ACTIONS = new Set(['c2pa.created', 'c2pa.opened']);
const NON_EDITORIAL = new Set([
  'c2pa.converted',
  'c2pa.published',
  'c2pa.repackaged',
  'c2pa.transcoded',
  'c2pa.resized.proportional',
  'c2pa.enhanced',
  'c2pa.edited.metadata',
  'c2pa.watermarked',
  'c2pa.watermarked.bound',
  'c2pa.watermarked.unbound',
  'c2pa.redacted',
]);

export function rubricSignals(manifest: Manifest): RubricSignals {
  const inception = new Set<InceptionSignal>();
  let perceptibleGenAI = false;
  let perceptiblePossiblyGenAI = false;
  let hasSourceType = false;
  for (const action of manifest.actions) {
    const code = normalizeSourceType(action.digitalSourceType ?? '');
    if (code === null) continue;
    hasSourceType = true;
    if (INCEPTION_ACTIONS.has(action.action)) {
      // Whoever signed passed it on without vouching for it, and a camera claim rests on nothing else.
      if (action.isCreated || !CAPTURED.has(code)) addInception(inception, code);
    }
    if (isEditorial(action)) {
      perceptibleGenAI ||= GEN_AI.has(code);
      perceptiblePossiblyGenAI ||= POSSIBLY_GEN_AI.has(code);
    }
  }
  for (const code of declaredSourceTypes(manifest)) {
    // Records older than the actions' own field say it in metadata assertions: read as the signer's word on the origin.
    if (inception.size === 0) addInception(inception, code);
    hasSourceType = true;
  }
  return {
    inception,
    perceptibleGenAI,
    perceptiblePossiblyGenAI,
    ambiguousActions: isAmbiguous(manifest),
    hasSourceType,
  };
}

/** Content-changing: every `c2pa.*` action that is neither inception nor on the official non-editorial list. */
function isEditorial(action: Action): boolean {
  return (
    action.action.startsWith('c2pa.') && !INCEPTION_ACTIONS.has(action.action) && !NON_EDITORIAL.has(action.action)
  );
}

function isAmbiguous(manifest: Manifest): boolean {
  return (
    manifest.actions.length === 0 ||
    !manifest.allActionsIncluded ||
    manifest.actionsGathered ||
    manifest.actions.some((action) => !action.action.startsWith('c2pa.') || action.action === 'c2pa.unknown')
  );
}

function addInception(signals: Set<InceptionSignal>, code: string): void {
  const signal = INCEPTION.get(code);
  if (signal !== undefined) signals.add(signal);
}

const METADATA_ASSERTIONS =
  /^(stds\.schema-org\.CreativeWork|stds\.iptc(\.photo-metadata)?|c2pa\.metadata|cawg\.metadata)(__\d+)?$/;
const SOURCE_TYPE_KEYS = ['digitalSourceType', 'Iptc4xmpExt:DigitalSourceType', 'Iptc4xmpExt:DigitalSourcefileType'];

function declaredSourceTypes(manifest: Manifest): readonly string[] {
  return manifest.assertions
    .filter((assertion) => METADATA_ASSERTIONS.test(assertion.label) && assertion.isCreated)
    .flatMap((assertion) =>
      SOURCE_TYPE_KEYS.flatMap((key) => [field(assertion.content, key), ...listField(assertion.content, key, 10)]),
    )
    .flatMap((value) => (typeof value === 'string' ? (normalizeSourceType(value.slice(0, 512)) ?? []) : []));
}
