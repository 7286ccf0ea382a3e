import { provenanceLinks } from './c2pa-provenance.ts';
import type { RecordSignal } from './record-evidence.ts';
import { absentUnlessGap } from './signal.ts';

export interface C2paRemoteValue {
  /** Absolute http(s) address of the manifest. */
  readonly url: string;
  readonly host: string;
  /** Who says so: the file's XMP, its own structure (HTML, fonts), or the `Link` header it came with. */
  readonly where: 'xmp' | 'structure' | 'link';
}

/**
 * A record kept elsewhere: XMP `dcterms:provenance` with an http(s) address of one, or a `Link` header (C2PA 2.2
 * §15.5). The property is Dublin Core's and older than C2PA: an address that does not look like a record's is a page
 * about the picture's history. Nothing is fetched.
 */
export const c2paRemote: RecordSignal<'c2pa-remote', C2paRemoteValue> = {
  id: 'c2pa-remote',
  needs: 'parts',
  detect(evidence) {
    const { recordLinks = [], xmp } = evidence.fields;
    // The validator reads the same XMP and leaves its entities as they are written.
    const named = (where: C2paRemoteValue['where'], links: readonly (string | null | undefined)[]) =>
      links.flatMap((link) => (link == null ? [] : { link, where }));
    for (const { link, where } of [
      ...named('structure', recordLinks),
      ...named('xmp', [...provenanceLinks(xmp).filter((link) => RECORD_ADDRESS.test(link)), evidence.remote]),
      ...named('link', [evidence.recordLink]),
    ]) {
      const url = httpUrl(link);
      if (url !== null) return { kind: 'found', value: { url: url.href, host: url.host, where } };
    }
    return absentUnlessGap(evidence, ['xmp', 'c2pa-link']);
  },
};

/**
 * The words that hosts of records use (Adobe's `cai-manifests…/manifests/urn-c2pa-…`, `….c2pa`), or the identifier
 * that a store of records finds one by.
 */
const RECORD_ADDRESS =
  /c2pa|manifest|jumbf|contentauth|content-?credential|\burn(?:[:-]|%3a)|[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}/i;

function httpUrl(link: string): URL | null {
  const url = URL.parse(link);
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null;
}
