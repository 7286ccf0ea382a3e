/** A corner of a matched region, as shares of the picture's width and height. */
export type Share = readonly [x: number, y: number];

/** What was done to a copy, as its pixels show it against the work's. */
export type Change =
  | 'same-file'
  | 're-encoded'
  | 'resized'
  | 'cropped'
  | 'mirrored'
  /** By a quarter or half of a turn. */
  | 'rotated'
  /** By some degrees, or seen at an angle. */
  | 'tilted'
  /** Something is drawn or written over it. */
  | 'overlaid'
  /** The work is part of a larger picture: a screenshot, a frame, a caption. */
  | 'inside-larger';

/** What became of something that the work carried. `none`: it carried none. `unknown`: the copy could not be read. */
export type Fate = 'kept' | 'changed' | 'gone' | 'none' | 'unknown';

/** What a person says of a sighting. */
export type Mark = 'licensed-page' | 'licensed-site' | 'not-licensed' | 'not-mine';

/** That a picture looks like a work the person registered. A likeness, no proof. */
export interface WorkMatch {
  /** Id of the work in the person's catalog. */
  readonly work: string;
  readonly title: string;
  /** `close`: the whole picture, or so much of it that chance is out of the question; `likely`: a part. */
  readonly sureness: 'close' | 'likely';
  readonly changes: readonly Change[];
  /** Outline of what both show; `null`: the whole. */
  readonly inWork: readonly Share[] | null;
  readonly inCopy: readonly Share[] | null;
  /** Of the signed record, and of creator, credit and copyright lines. */
  readonly record: Fate;
  readonly credit: Fate;
  /** What the person said of this sighting before; `null`: nothing yet. */
  readonly mark: Mark | null;
}

/** A likeness as the pixels alone show it. */
export type FoundWork = Pick<WorkMatch, 'work' | 'sureness' | 'changes' | 'inWork' | 'inCopy'>;

/** What a work's own file said when it was registered. */
export interface WorkFacts {
  /** Common name of the signer of its record; `null` where it had none. */
  readonly signer: string | null;
  readonly hasRecord: boolean;
  readonly creator: string | null;
  readonly credit: string | null;
  readonly copyright: string | null;
}

/** A work of the person's, without its pictures and fingerprints. */
export interface Work {
  readonly id: string;
  readonly title: string;
  readonly creator: string;
  readonly licence: string;
  readonly notes: string;
  /** Name of the file it was made from. */
  readonly name: string;
  /** ISO 8601. */
  readonly added: string;
  readonly width: number;
  readonly height: number;
  /** Hex, of the file. */
  readonly sha256: string;
  /** ISCC Image-Code (ISO 24138), to speak of the work with others; `null` where it has none. */
  readonly iscc: string | null;
  /** It has too little, or too much that others have too, to be found by parts; it is matched whole only. */
  readonly isWholeOnly: boolean;
  readonly facts: WorkFacts;
}

/** A picture of a page that looks like a work. */
export interface Sighting {
  readonly id: string;
  readonly work: string;
  /** Address of the page, without its fragment. */
  readonly page: string;
  readonly pageTitle: string;
  /** Address of the picture. */
  readonly picture: string;
  /** ISO 8601. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly match: Omit<WorkMatch, 'title' | 'work' | 'mark'>;
  readonly mark: Mark | null;
}
