/** A service that is asked about a picture by its public address, when the person clicks. */
export interface SearchEngine {
  readonly name: string;
  /** https address with `{url}` where the picture's address goes. */
  readonly template: string;
  readonly isOn: boolean;
}
