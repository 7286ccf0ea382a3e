import type { XmpProperty } from '../model/xmp.ts';

const DCTERMS = 'http://purl.org/dc/terms/';

/** The `dcterms:provenance` values of a packet: an address of a record, or `self#jumbf=…` for one inside the file. */
export function provenanceLinks(xmp: readonly XmpProperty[]): readonly string[] {
  return xmp
    .filter(({ ns, name }) => ns === DCTERMS && name === 'provenance')
    .flatMap(({ value }) => (value.kind === 'array' ? value.items : [value]))
    .flatMap((value) => (value.kind === 'text' ? value.text.trim() : []));
}
