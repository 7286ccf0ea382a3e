/** Namespace URIs of the vocabularies Whence reads. Properties are found by these, never by prefix. */
export const ns = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xml: 'http://www.w3.org/XML/1998/namespace',
  dc: 'http://purl.org/dc/elements/1.1/',
  dcterms: 'http://purl.org/dc/terms/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  xmpRights: 'http://ns.adobe.com/xap/1.0/rights/',
  /** Written in place of `xmpRights` by some tools. */
  xmpRightsWrong: 'http://ns.adobe.com/xap/rights/',
  xmpMM: 'http://ns.adobe.com/xap/1.0/mm/',
  xmpNote: 'http://ns.adobe.com/xmp/note/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  exifEX: 'http://cipa.jp/exif/1.0/',
  aux: 'http://ns.adobe.com/exif/1.0/aux/',
  tiff: 'http://ns.adobe.com/tiff/1.0/',
  iptcExt: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  iptcCore: 'http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/',
  plus: 'http://ns.useplus.org/ldf/xmp/1.0/',
  cc: 'http://creativecommons.org/ns#',
  tdm: 'http://www.w3.org/ns/tdmrep/',
  tdmHash: 'http://www.w3.org/ns/tdmrep#',
  prism: 'http://prismstandard.org/namespaces/basic/2.0/',
  getty: 'http://xmp.gettyimages.com/gift/1.0/',
  tc260: 'http://www.tc260.org.cn/ns/AIGC/1.0/',
} as const;

/**
 * What a prefix means where its declaration lies outside the packet:
 * SVG editors declare `rdf`, `dc` and `cc` on the root element.
 */
export const customaryPrefixes: ReadonlyMap<string, string> = new Map([
  ...Object.entries(ns),
  ['x', 'adobe:ns:meta/'],
  ['Iptc4xmpExt', ns.iptcExt],
  ['Iptc4xmpCore', ns.iptcCore],
  ['TC260', ns.tc260],
]);
