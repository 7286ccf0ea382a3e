/** Why an answer could not be given. Never shown as "nothing there". */
export type Unanswered =
  | 'truncated' // the file ends before its own structure does
  | 'malformed' // the bytes contradict the format
  | 'too-large' // over a stated limit of ours
  | 'too-small' // less than a check needs to tell anything
  | 'unsupported' // a format or a variant Whence does not read
  | 'unreadable' // a local file that cannot be opened
  | 'blocked' // the server or the browser refused the bytes (403, CORS, HTML instead of media)
  | 'offline' // no connection to the server
  | 'timeout' // the server or a check took longer than allowed
  | 'budget' // the page's or the item's budget was spent
  | 'needs-permission' // the person has not allowed Whence on that host
  | 'needs-consent' // the check contacts another server and waits for a click
  | 'engine-failed' // the engine trapped or was ended; the next item is unaffected
  | 'stream' // a page feeds a player piece by piece, and no piece that could carry a record could be read
  | 'several-streams' // … and feeds or fed more than one, so that no piece can be told to be of this one
  | 'encrypted' // … and the pieces are encrypted
  | 'piece' // the record is about a whole of which the file is one piece, and they could not be compared
  | 'not-public'; // an address inside a private network, asked for by a public page

/**
 * Three answers, never two. `absent` means "looked everywhere this format allows";
 * every shortfall of ours is `unanswered` with its reason.
 */
export type Outcome<T> =
  | { readonly kind: 'found'; readonly value: T }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unanswered'; readonly why: Unanswered };
