import type { TextField } from '../model/fields.ts';
import { isNid } from './nid.ts';

/**
 * Identifiers of a work or a recording among the tags of sound and video, each with its name, as the registries write
 * them. Only texts of the right form are taken: the tags are anybody's.
 */
export function workIdentifiers(texts: readonly TextField[]): readonly string[] {
  return texts.flatMap(({ keyword, text }) => {
    const scheme = SCHEMES.get(keyword.toLowerCase().replaceAll(/[ _-]/g, ''));
    return scheme === undefined ? [] : scheme(text.slice(0, LONGEST));
  });
}

type Reader = (text: string) => readonly string[];

/** Every text of this form, with its name; some tags hold several. */
function named(name: string, form: RegExp, written = (code: string) => code): Reader {
  return (text) => (text.match(form) ?? []).map((code) => `${name} ${written(code)}`);
}

const bare = (code: string) => code.replaceAll(/[ .-]/g, '').toUpperCase();

/** ISO 3901: country and registrant, year, number; kept without the hyphens. */
const isrc = named('ISRC', /(?<![A-Z0-9])[A-Z]{2}-?[A-Z0-9]{3}-?\d{2}-?\d{5}(?![A-Z0-9])/gi, bare);
/** ISO 15707. */
const iswc = named('ISWC', /(?<![A-Z0-9])T-?\d{3}\.?\d{3}\.?\d{3}-?\d(?!\d)/gi, (code) =>
  bare(code).replace(/^T(...)(...)(...)(.)$/, 'T-$1.$2.$3-$4'),
);
/** ISO 27729: a person or a group. */
const isni = named('ISNI', /(?<!\d)(?:\d{4} ?){3}\d{3}[\dX](?!\d)/gi, bare);
const ipi = named('IPI', /(?<!\d)\d{9,11}(?!\d)/g);
const eidr = named('EIDR', /(?<![\d.])10\.5240\/(?:[0-9A-F]{4}-){5}[0-9A-Z](?![0-9A-Z])/gi);
const upc = named('UPC', /(?<!\d)\d{12,14}(?!\d)/g);
const uuid = /(?<![0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])/gi;
const musicBrainz = named('MusicBrainz', uuid);
/** ISO 24138, RFC 4648 base32 without padding: a header and at least 32 bits. */
const iscc = named('ISCC', /(?<=\bISCC:)[A-Z2-7]{10,120}(?![A-Z2-7])/g);
/** ISO 26324. */
const doi = named('DOI', /(?<![\d.])10\.\d{4,9}\/[^\s"<>]{1,200}/g);
/** SMPTE 330M, 32 bytes; Broadcast WAV keeps it. */
const umid = named('UMID', /^[0-9A-F]{64}/g);

/** Numbers Protocol: the content identifier of the asset on IPFS. */
const numbers: Reader = (text) => (isNid(text.trim()) ? [`Nid ${text.trim()}`] : []);

/** By the tag's name in small letters, without what its writers put between the words. */
const SCHEMES: ReadonlyMap<string, Reader> = new Map([
  ['isrc', isrc],
  // MP4 names the vendor and the scheme as well: `Vendor:isrc:CODE`.
  ['xid', (text: string) => (/:isrc:/i.test(text) ? isrc(text) : [])],
  // Broadcast WAV's XML may hold anything, so the code must be announced.
  [
    'axml',
    (text: string) =>
      isrc((text.match(/ISRC[^A-Z0-9]{1,40}[A-Z0-9-]{12,15}(?![A-Z0-9])/g) ?? []).map(withoutName).join(' ')),
  ],
  ['iswc', iswc],
  ['isni', isni],
  ['ipi', ipi],
  ['eidr', eidr],
  ['iscc', iscc],
  ['doi', doi],
  ['barcode', upc],
  ['upc', upc],
  ['musicbrainztrackid', musicBrainz],
  ['ufidhttp://musicbrainz.org', musicBrainz],
  ['acoustidid', named('AcoustID', uuid)],
  ['bextumid', umid],
  ['nid', numbers],
  ['numbersid', numbers],
  ['numbersnid', numbers],
]);

function withoutName(text: string): string {
  return text.slice('ISRC'.length);
}

/** The longest tag looked at; Broadcast WAV's XML comes to some kilobytes. */
const LONGEST = 64 * 1024;
