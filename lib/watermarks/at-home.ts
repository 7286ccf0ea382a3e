/** What stands around a run of invisible characters. */
export interface Neighbors {
  /** One character, or none. */
  readonly before: string;
  readonly after: string;
  /** Some more of the text on both sides. */
  readonly near: string;
}

/**
 * Whether a run of invisible characters is what writing asks for where it stands. Emoji, flags, joiners,
 * hyphenation, direction, places to break a line, variants of ideographs and symbols.
 */
export function isAtHome(run: readonly number[], neighbors: Neighbors): boolean {
  if (isSubdivisionFlag(run, neighbors.before) || isRecord(run)) return true;
  // A selector may end one emoji and a joiner tie it to the next; longer runs write nothing, unless a key was held down.
  const isRepeated = run.every((codePoint) => codePoint === run[0]);
  const longest = isRepeated ? LONGEST_REPETITION : run.every(isDirection) ? LONGEST_DIRECTIONS : LONGEST_RUN;
  const around: Around = { ...neighbors, isAlone: run.length === 1 };
  return run.length <= longest && run.every((codePoint) => HOMES.some((home) => home.has(codePoint, around)));
}

interface Around extends Neighbors {
  readonly isAlone: boolean;
}

/** A use of some characters, with the neighbors it needs. */
interface Home {
  has(codePoint: number, around: Around): boolean;
}

const HOMES: readonly Home[] = [
  // Of a file, or of one that was put after another.
  { has: (codePoint, { before }) => codePoint === BYTE_ORDER_MARK && /^\n?$/.test(before) },
  { has: (codePoint, around) => isDirection(codePoint) && isDirectionNeeded(codePoint, around) },
  // Soft hyphens divide words; a stranger to words hides elsewhere.
  {
    has: (codePoint, { before, after, isAlone }) =>
      codePoint === 0xad && isAlone && WORD.test(before) && WORD.test(after),
  },
  { has: (codePoint, { near }) => isJoiner(codePoint) && JOINING.test(near) },
  // A joiner between emoji; a non-joiner that parts a ligature of "f", as German and English typesetters do.
  { has: (codePoint, { before, after }) => codePoint === 0x200d && EMOJI.test(before) && EMOJI.test(after) },
  {
    has: (codePoint, { before, after, isAlone }) =>
      codePoint === 0x200c && isAlone && /[fſ]/.test(before) && /[a-z]/.test(after),
  },
  // Places where a line may break, in writing without spaces and in addresses; or may not.
  { has: (codePoint, { near }) => codePoint === 0x200b && UNSPACED.test(near) },
  {
    has: (codePoint, { before, after, isAlone }) =>
      (codePoint === 0x200b || codePoint === 0x2060) && isAlone && isBreak(before, after),
  },
  {
    has: (codePoint, { before }) =>
      (codePoint === 0xfe0e || codePoint === 0xfe0f) && (EMOJI.test(before) || SYMBOL.test(before)),
  },
  { has: (codePoint, { before, isAlone }) => isSelector(codePoint) && isAlone && VARIED.test(before) },
  {
    has: (codePoint, { before, isAlone }) =>
      isIdeographSelector(codePoint) && isAlone && /\p{Ideographic}/u.test(before),
  },
  {
    has: (codePoint, { before, after }) =>
      codePoint === 0x34f && (/\p{M}|\p{sc=Hebr}/u.test(before) || /\p{M}/u.test(after)),
  },
  {
    has: (codePoint, { before, after, isAlone }) =>
      isMathOperator(codePoint) && isAlone && TERM.test(before) && TERM.test(after),
  },
  {
    has: (codePoint, { before, after }) =>
      isHangulFiller(codePoint) && (/\p{sc=Hang}/u.test(before) || /\p{sc=Hang}/u.test(after)),
  },
  {
    has: (codePoint, { before, after }) =>
      isMongolian(codePoint) && (/\p{sc=Mong}/u.test(before) || /\p{sc=Mong}/u.test(after)),
  },
  { has: (codePoint, { near }) => codePoint >= 0x1bca0 && codePoint <= 0x1bca3 && /\p{sc=Dupl}/u.test(near) },
  { has: (codePoint, { before }) => (codePoint === 0x17b4 || codePoint === 0x17b5) && /\p{sc=Khmr}/u.test(before) },
  { has: (codePoint, { before, after }) => isMusical(codePoint) && (MUSIC.test(before) || MUSIC.test(after)) },
];

const BYTE_ORDER_MARK = 0xfeff;
const LONGEST_RUN = 2;
/** Khmer and Malayalam texts have up to seven. */
const LONGEST_REPETITION = 8;
/** Nested quotations in two directions open and close several at once. */
const LONGEST_DIRECTIONS = 4;

/** Letters, marks and digits. */
const WORD = /[\p{L}\p{M}\p{Nd}]/u;
/** Scripts whose letters join or stack, and so need to be told when not to: Arabic's kin, Indic, Mongolian. */
const JOINING =
  /[\p{scx=Arab}\p{scx=Syrc}\p{scx=Nkoo}\p{scx=Mong}\p{scx=Mand}\p{scx=Adlm}\p{scx=Rohg}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Tibt}\p{scx=Mymr}\p{scx=Khmr}\p{scx=Bali}\p{scx=Java}\p{scx=Cakm}\p{scx=Newa}\p{scx=Gran}\p{scx=Mtei}\p{sc=Hebr}]/u;
/** Scripts that part words without spaces. */
const UNSPACED =
  /[\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Yiii}\p{scx=Java}\p{scx=Bali}\p{scx=Lana}\p{scx=Talu}\p{scx=Tale}\p{scx=Tavt}\p{scx=Cham}]/u;
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Component}\p{Emoji}]/u;
const SYMBOL = /[\p{S}\p{P}]/u;
/** What Unicode lists variants of, besides emoji and ideographs (StandardizedVariants.txt). */
const VARIED =
  /[\p{Ideographic}\p{S}\p{P}0\u2100-\u214f\u{1d49c}-\u{1d4b5}\p{sc=Mymr}\p{sc=Phag}\p{sc=Mani}\p{sc=Egyp}\p{sc=Hira}\p{sc=Kana}\uff01-\uff5e]/u;
const TERM = /[\p{L}\p{N}\p{Sm}\p{Ps}\p{Pe}√|]/u;
const MUSIC = /[\u{1d100}-\u{1d1ff}]/u;

/**
 * Beside writing from right to left all are; elsewhere those that part no two letters, as programs put them around
 * names. An override is not: it shows letters in another order than they stand.
 */
function isDirectionNeeded(codePoint: number, { before, after, near }: Around): boolean {
  if (RIGHT_TO_LEFT.test(near)) return true;
  if (codePoint === 0x202d || codePoint === 0x202e) return false;
  return !/\p{L}/u.test(before) || !/\p{L}/u.test(after);
}

const RIGHT_TO_LEFT = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nkoo}\p{sc=Adlm}\p{sc=Mand}\p{sc=Rohg}]/u;

function isDirection(codePoint: number): boolean {
  return (
    codePoint === 0x61c ||
    codePoint === 0x200e ||
    codePoint === 0x200f ||
    (codePoint >= 0x202a && codePoint <= 0x202e) ||
    (codePoint >= 0x2066 && codePoint <= 0x2069)
  );
}

function isJoiner(codePoint: number): boolean {
  return codePoint === 0x200c || codePoint === 0x200d;
}

/** Beside punctuation a line may be let break, or kept from it; between letters nobody needs either. */
function isBreak(before: string, after: string): boolean {
  return /[\p{P}\p{S}]/u.test(before) || /[\p{P}\p{S}]/u.test(after);
}

function isSelector(codePoint: number): boolean {
  return codePoint >= 0xfe00 && codePoint <= 0xfe0f;
}

function isIdeographSelector(codePoint: number): boolean {
  return codePoint >= 0xe0100 && codePoint <= 0xe01ef;
}

function isMathOperator(codePoint: number): boolean {
  return codePoint >= 0x2061 && codePoint <= 0x2064;
}

function isHangulFiller(codePoint: number): boolean {
  return codePoint === 0x115f || codePoint === 0x1160 || codePoint === 0x3164 || codePoint === 0xffa0;
}

function isMongolian(codePoint: number): boolean {
  return codePoint >= 0x180b && codePoint <= 0x180f;
}

function isMusical(codePoint: number): boolean {
  return codePoint >= 0x1d173 && codePoint <= 0x1d17a;
}

/** A black flag, a region's letters and digits as tags, and the tag that ends them (UTS #51 §C.1). */
function isSubdivisionFlag(run: readonly number[], before: string): boolean {
  if (before !== '\u{1f3f4}' || run.at(-1) !== 0xe007f || run.length > LONGEST_FLAG) return false;
  const region = String.fromCharCode(...run.slice(0, -1).map((codePoint) => codePoint - 0xe0000));
  return /^[a-z]{2}[a-z0-9]{1,3}$/.test(region);
}

/** Two letters of a country, three of a region, the end. */
const LONGEST_FLAG = 6;

/** A C2PA record in text (C2PA 2.3 Annex A.8), which is read as such: U+FEFF, then `C2PATXT` as selectors. */
function isRecord(run: readonly number[]): boolean {
  return RECORD_START.every((codePoint, index) => run[index] === codePoint);
}

const RECORD_START = [BYTE_ORDER_MARK, ...[...'C2PATXT'].map((letter) => 0xe0100 + letter.charCodeAt(0) - 16)];
