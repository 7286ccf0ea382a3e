import { c2paManifest } from './c2pa-manifest.ts';
import { c2paRemote } from './c2pa-remote.ts';
import { c2paTrace } from './c2pa-trace.ts';
import { declaredSignals } from './index.ts';
import type { RecordSignal } from './record-evidence.ts';

/** Every detector, in the order of the report. */
export const signals: readonly RecordSignal[] = [c2paManifest, c2paRemote, c2paTrace, ...declaredSignals];
