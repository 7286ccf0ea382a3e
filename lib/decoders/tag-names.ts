/**
 * One name for what each format calls by its own, spelled as PNG's keywords are, so that detectors need to know one.
 * The names formats leave to the writer (`TXXX`, Vorbis comments) are looked up as well; what is not listed stays.
 */
export function commonTagName(name: string): string {
  return NAMES.get(name.toLowerCase()) ?? name;
}

const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    // The program: MP4 and QuickTime, ID3 2.3 and 2.2, RIFF, Matroska, Vorbis, PDF.
    Software:
      '©too ©swr ©enc tsse tenc tss ten isft itch writingapp encoder encoded_by software producer com.apple.quicktime.software',
    Comment: '©cmt comm com icmt comment com.apple.quicktime.comment',
    Description: '©des desc ldes dscp description com.apple.quicktime.description',
    Title: '©nam titl tit2 tt2 inam title com.apple.quicktime.title',
    Author: '©art auth tpe1 tp1 iart artist author com.apple.quicktime.author com.apple.quicktime.artist',
    Copyright: 'cprt ©cpy tcop tcr icop copyright com.apple.quicktime.copyright',
    License: 'wcop wcp license licence terms_of_use',
    ISRC: 'tsrc trc isrc com.apple.itunes:isrc',
    ISWC: 'iswc com.apple.itunes:iswc',
    AIGC: 'aigc com.apple.quicktime.aigc',
  }).flatMap(([common, names]) => names.split(' ').map((name) => [name, common] as const)),
);
