import { provenanceLinks } from './c2pa-provenance.ts';
import type { RecordSignal } from './record-evidence.ts';
import { absentUnlessGap } from './signal.ts';

export interface C2paRemoteValue {
  /** Absolute http(s) address of the manifest. */
  readonly url: string;
  readonly host: string;
}

/** A record kept elsewhere: XMP `dcterms:provenance` with an http(s) address (C2PA 2.2 §15.5). Nothing is fetched. */
export const c2paRemote: RecordSignal<'c2pa-remote', C2paRemoteValue> = {
  id: 'c2pa-remote',
  needs: 'parts',
  detect(evidence) {
    const { recordLinks = [], xmp } = evidence.fields;
    const links = evidence.remote === null ? [...recordLinks, ...provenanceLinks(xmp)] : [evidence.remote];
    for (const link of links) {
      const url = httpUrl(link);
      if (url !== null) return { kind: 'found', value: { url: url.href, host: url.host } };
    }
    return absentUnlessGap(evidence, ['xmp', 'c2pa-link']);
  },
};

function httpUrl(link: string): URL | null {
  const url = URL.parse(link);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null;
}
