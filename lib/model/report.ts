import type { Format } from './format.ts';
import type { LookUp } from './look-up.ts';
import type { Outcome, Unanswered } from './outcome.ts';
import type { SoftBinding } from './soft-binding.ts';
import type { Basis, Label, SignalId } from './verdict.ts';
import type { WorkMatch } from './work.ts';

/** One action of the record, in the words of C2PA 2.2 §18.15. */
export interface RecordAction {
  readonly action: string;
  /** Software agent, as the record names it. */
  readonly by: string | null;
  /** Last path segment of the digital source type. */
  readonly digitalSourceType: string | null;
  readonly when: string | null;
  /** The signer passed it on and does not vouch for it (C2PA 2.2 §11.3, `gathered_assertions`). */
  readonly isPassedOn?: true;
}

/** A named identity the record carries (CAWG 1.1), with the state the validator gave it. */
export interface RecordIdentity {
  readonly name: string;
  readonly kind: string;
  readonly state: 'trusted' | 'untrusted' | 'not-checked' | 'broken';
}

/**
 * Whether the signer's certificate was taken back, as far as an answer of its issuer that the record keeps tells
 * (stapled OCSP, C2PA 2.2 §15.9); nobody is asked. `inconclusive`: there is an answer, and it does not say.
 */
export type Revocation = 'not-checked' | 'not-revoked' | 'revoked' | 'inconclusive';

/** What the C2PA record says and how it validated. Claims are the signer's, not ours. */
export interface RecordReport {
  /** Common name of the signing certificate. */
  readonly signer: string | null;
  /** Organization of the signing certificate. */
  readonly organisation: string | null;
  /** Claim generator, with its version where given. */
  readonly generator: string | null;
  readonly title: string | null;
  /** ISO 8601; from the timestamp where there is one. */
  readonly signedAt: string | null;
  readonly timestampTrusted: boolean;
  readonly revocation: Revocation;
  /** End of validity of the signing certificate, ISO 8601. */
  readonly certificateExpires: string | null;
  readonly trustList: 'c2pa' | 'interim' | 'custom' | null;
  /** Name of the matching list where it is the person's own. */
  readonly trustListName: string | null;
  /** Validation status codes that are failures, of the active manifest (C2PA 2.2 §15.2). */
  readonly failures: readonly string[];
  /** Failure codes told of ingredients; they do not break the active manifest. */
  readonly ingredientFailures: readonly string[];
  readonly manifests: number;
  readonly actions: readonly RecordAction[];
  readonly identities: readonly RecordIdentity[];
  readonly softBindings: readonly SoftBinding[];
  /** What each manifest of the tree says by the official rubric, active first (RUBRICS). */
  readonly tree: readonly RecordNode[];
  /** Edits may be missing from the record (rubric signal `ambiguousActions`). */
  readonly editsMayBeMissing: boolean;
  /** The label rests on who signed, for want of any digital source type. */
  readonly restsOnSigner: boolean;
  /** The label was said by a record inside whose signer is on no list, under an active one whose signer is. */
  readonly restsOnUnrecognised: boolean;
}

/** One manifest or ingredient of the provenance tree. */
export interface RecordNode {
  readonly title: string | null;
  readonly generator: string | null;
  readonly relationship: 'active' | 'parentOf' | 'componentOf' | 'inputTo';
  readonly label: Label;
  readonly signer: string | null;
  /** When its record was signed, ISO 8601, as its timestamp or its signer says; `null` where neither does. */
  readonly signedAt: string | null;
  /** JUMBF address of the small picture that the record keeps of it; `null` where it keeps none. */
  readonly preview: string | null;
  /** Index of the node this one is an ingredient of; `null` for the active manifest. */
  readonly parent: number | null;
  /** `false`: an ingredient without a record of its own. */
  readonly hasRecord: boolean;
  readonly broken: boolean;
}

export type TrainingStance = 'prohibited' | 'constrained' | 'allowed' | 'unstated';

/** One statement on training and mining, with the place it stands in. */
export interface TrainingStatement {
  readonly stance: TrainingStance;
  /** For the person to read, as `XMP plus:DataMining DMI-PROHIBITED`. */
  readonly source: string;
}

export interface Rights {
  readonly creator: string | null;
  readonly credit: string | null;
  readonly copyright: string | null;
  readonly licence: string | null;
  readonly licensor: string | null;
  readonly training: {
    readonly stance: TrainingStance;
    readonly sources: readonly string[];
    /** Each source with its own word. */
    readonly statements: readonly TrainingStatement[];
  };
  readonly identifiers: readonly string[];
}

export type Exposure = 'gps' | 'camera-serial' | 'person-name' | 'account-name';

/** When and where a picture was taken, in words of its file. Coordinates are not told. */
export interface StatedCapture {
  /** `2021-05-03`, then `T14:22:11`, then what that is ahead of UTC, as far as stated; what is no date, as written. */
  readonly taken: string | null;
  readonly city: string | null;
  readonly country: string | null;
}

/** Something that applies to the file and was not looked at, with the reason. */
export interface NotChecked {
  readonly what:
    | SignalId
    | 'remote-manifest'
    | 'content-hash'
    | 'whole-file'
    | 'later-frames'
    // Marks of pictures that were scaled or cut afterwards.
    | 'altered-copies';
  readonly why: Unanswered;
}

export interface EngineVersions {
  readonly whence: string;
  readonly c2pa: string;
  readonly trustLists: readonly {
    readonly kind: 'c2pa' | 'interim' | 'custom';
    /** As the person named it; of a published list, its kind. */
    readonly name: string;
    readonly issued: string | null;
  }[];
}

/** Of a stream that a page's script feeds to a player: what was inspected for it, and how far that goes. */
export interface StreamReport {
  /** Address of the piece that was inspected. */
  readonly address: string;
  /** What of it the record was compared with: the file at the address, or the stream's beginning and one fragment. */
  readonly compared: 'file' | 'part' | null;
}

/** What the page that shows a thing says of how it was made; its word, and nobody else's. */
export interface PageSays {
  /** As the page writes it. */
  readonly code: string;
  readonly label: Label;
}

/** The one report shape of DESIGN §4: `inspect --json`, the pages, the cache and the tests. */
export interface Report {
  /** Path or address as given. */
  readonly source: string;
  readonly format: Format;
  /** Bytes; `null` when the server does not say. */
  readonly size: number | null;
  readonly bytesRead: number;
  /** Hex; only when the whole file was read. */
  readonly sha256: string | null;
  readonly pixels: { readonly width: number; readonly height: number } | null;
  readonly label: Label;
  readonly basis: Basis;
  /** English; pages render the same sentence in the reader's language from the fields. */
  readonly sentence: string;
  readonly because: readonly SignalId[];
  /** The reason behind `could-not-check`. */
  readonly why: Unanswered | null;
  readonly record: RecordReport | null;
  /** Where `record` was: in the file, or at `remote`, from where it was fetched. `null` without a record. */
  readonly recordFrom: 'file' | 'remote' | null;
  /** Address of a record kept elsewhere. */
  readonly remote: string | null;
  /** Present only where a page's script puts together what is played. */
  readonly stream?: StreamReport;
  /** What a record store answered, when the person asked one; it changes neither label nor basis. */
  readonly lookUp: LookUp | null;
  /** Present only where the page was asked: `null` when it says nothing of how this was made. */
  readonly pageSays?: PageSays | null;
  readonly signals: Readonly<Partial<Record<SignalId, Outcome<unknown>>>>;
  /** Works of the person's own that the picture looks like; only where they were looked for, and never kept with a verdict. */
  readonly works?: readonly WorkMatch[];
  readonly rights: Rights;
  /** Present only where the file says when or where it was taken: in a record that holds, and in unsigned tags. */
  readonly capture?: { readonly record: StatedCapture | null; readonly tags: StatedCapture | null };
  readonly exposes: readonly Exposure[];
  readonly checked: readonly SignalId[];
  readonly notChecked: readonly NotChecked[];
  readonly engine: EngineVersions;
  /** Milliseconds spent on this item. */
  readonly ms: number;
}
