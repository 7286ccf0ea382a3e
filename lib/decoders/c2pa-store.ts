import type { Unanswered } from '../model/outcome.ts';

/** One validation status (C2PA 2.2 §15.2.2). */
export interface Status {
  readonly code: string;
  readonly url: string;
  readonly explanation: string;
}

export interface Statuses {
  readonly success: readonly Status[];
  readonly informational: readonly Status[];
  readonly failure: readonly Status[];
}

export interface Action {
  readonly action: string;
  readonly softwareAgent: string | null;
  /** As written, untrimmed forms and all. */
  readonly digitalSourceType: string | null;
  readonly when: string | null;
  readonly description: string | null;
  /** Stands in an assertion the signer vouches for: see `Assertion`. */
  readonly isCreated: boolean;
  /** Assertion labels (`c2pa.ingredient__1`) and instance ids the action names. */
  readonly ingredients: readonly string[];
}

export interface Assertion {
  readonly label: string;
  readonly content: unknown;
  /** Listed under the claim's created assertions: the signer vouches for it. Claims of version 1 vouch for all. */
  readonly isCreated: boolean;
}

export interface Ingredient {
  readonly label: string;
  readonly title: string | null;
  readonly instanceId: string | null;
  readonly relationship: 'parentOf' | 'componentOf' | 'inputTo';
  readonly thumbnail: string | null;
  /** Label of its own manifest in the same store. */
  readonly manifest: string | null;
  /** Failures written down when the ingredient was added. */
  readonly recordedFailures: readonly string[];
  /** Whoever added it noted how its record validated. Before ingredients of version 3 silence meant "without fault". */
  readonly wasValidated: boolean;
}

export interface Manifest {
  readonly label: string;
  readonly claimVersion: number;
  /** JUMBF address of a small picture of what was signed. */
  readonly thumbnail: string | null;
  readonly title: string | null;
  readonly generator: string | null;
  readonly signer: { readonly commonName: string | null; readonly organization: string | null };
  readonly signedAt: string | null;
  /** `true` only when the action list says it is complete. */
  readonly allActionsIncluded: boolean;
  /** The actions stand in an assertion the signer only passed on. */
  readonly actionsGathered: boolean;
  readonly actions: readonly Action[];
  readonly assertions: readonly Assertion[];
  readonly ingredients: readonly Ingredient[];
  readonly certificateExpires: string | null;
  /** A list was longer than what is read of one. */
  readonly isCut: boolean;
}

/** A manifest store as the validator reads it, in our own maps: labels are an attacker's text. */
export interface ManifestStore {
  readonly active: Manifest;
  readonly manifests: ReadonlyMap<string, Manifest>;
  readonly status: Statuses;
  /** What changed in an ingredient's validation since it was added, by the ingredient assertion's address. */
  readonly ingredientDeltas: ReadonlyMap<string, Statuses>;
  /**
   * Serial numbers, in hexadecimal, of the certificates the validator judged: signers' and timestamps'. `null` when it
   * does not tell them of every manifest.
   */
  readonly certificateSerials: ReadonlySet<string> | null;
  /** Set when a cap cut something off. */
  readonly incomplete: Unanswered | null;
}
