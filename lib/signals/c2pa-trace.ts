import type { XmpProperty } from '../model/xmp.ts';
import { provenanceLinks } from './c2pa-provenance.ts';
import type { RecordSignal } from './record-evidence.ts';
import { absentUnlessGap } from './signal.ts';

export interface C2paTraceValue {
  /** What still points at the record that is gone. */
  readonly trace: 'xmp-provenance' | 'c2pa-source-type';
  readonly text: string;
}

/** Terms that only C2PA writers use (C2PA 2.2 §18.15.5); in XMP they were copied out of a record. */
const C2PA_TERM = /^https?:\/\/c2pa\.org\/digitalsourcetype\//i;

/** Traces of a record that is gone: the file speaks of one inside it, and there is none. */
export const c2paTrace: RecordSignal<'c2pa-trace', C2paTraceValue> = {
  id: 'c2pa-trace',
  needs: 'parts',
  detect(evidence) {
    // A file not read to its end may hold the record in the rest of it.
    if (evidence.map.incomplete !== null) return { kind: 'unanswered', why: evidence.map.incomplete };
    if (evidence.map.parts.some((part) => part.kind === 'c2pa')) return { kind: 'absent' };
    const gone = provenanceLinks(evidence.fields.xmp).find((link) => /^self#jumbf=/i.test(link));
    if (gone !== undefined) return { kind: 'found', value: { trace: 'xmp-provenance', text: gone.slice(0, 512) } };
    const term = evidence.fields.xmp.map(c2paTerm).find((text) => text !== null);
    if (term != null) return { kind: 'found', value: { trace: 'c2pa-source-type', text: term.slice(0, 512) } };
    return absentUnlessGap(evidence, ['xmp']);
  },
};

function c2paTerm({ value }: XmpProperty): string | null {
  return value.kind === 'text' && C2PA_TERM.test(value.text) ? value.text : null;
}
