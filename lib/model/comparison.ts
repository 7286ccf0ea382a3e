/** What a page says about one picture and about itself: texts of its author, cut. Hostile. */
export interface PageFacts {
  /** Captions nearest to the picture, nearest first. */
  readonly captions: readonly string[];
  readonly alt: string;
  /** Of the article. */
  readonly headline: string;
  /** Who the page names as its author. */
  readonly authors: readonly string[];
  /** Who the page names as the maker of this picture. */
  readonly credits: readonly string[];
  /** As the page writes them. */
  readonly published: string | null;
  readonly modified: string | null;
  /** BCP 47 as the page states it; may be anything. */
  readonly language: string;
  /** Where the article says it is from. */
  readonly datelines: readonly string[];
  /** Where the page says this picture was taken. */
  readonly locations: readonly string[];
}

export type Aspect = 'when' | 'who' | 'where' | 'how' | 'edits';

/** What the file says of one aspect; `text` is a date (ISO 8601 or EXIF), a name, a step of C2PA, or nothing. */
export interface FileSays {
  readonly kind:
    | 'created'
    | 'signed'
    | 'dated'
    | 'recorded'
    | 'taken'
    | 'creator'
    | 'credit'
    | 'identity'
    | 'place'
    | 'recorded-place'
    | 'tagged-place'
    | 'step'
    | 'ai-generated'
    | 'ai-edited'
    | 'camera';
  readonly text: string;
}

/** `may-agree`: initials stand for names. `unclear`: the two cannot be compared without guessing. */
export type Agreement = 'agrees' | 'may-agree' | 'differs' | 'unclear';

/** What the page says of the same; `text` as the page has it. */
export interface PageSays {
  readonly kind: 'caption' | 'alt' | 'credit' | 'author' | 'published' | 'modified' | 'dateline' | 'location';
  readonly text: string;
  readonly agreement: Agreement;
}

/** File and page on one aspect, side by side. One of them may say nothing of it; then there is no agreement either. */
export interface ComparedAspect {
  readonly aspect: Aspect;
  readonly file: readonly FileSays[];
  readonly page: readonly PageSays[];
}
