import { useEffect, useState } from 'preact/hooks';
import type { FileDetails, Preview } from '../lib/model/file-details.ts';
import type { Outcome, Unanswered } from '../lib/model/outcome.ts';
import type { Report } from '../lib/model/report.ts';

/** Reads a file again for what its report does not hold. `null`: it is gone. */
export type ReadDetails = (withPeople: boolean) => Promise<Outcome<FileDetails> | null>;

export type DetailsState =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly details: FileDetails }
  | { readonly kind: 'unread'; readonly why: Unanswered };

/** Reads once, when the view is there: give each file's view a key of its own. Never asks about people. */
export function useDetails(read: ReadDetails): DetailsState {
  const [state, setState] = useState<DetailsState>({ kind: 'reading' });
  useEffect(() => {
    let isShown = true;
    void readOnce(read, false).then((now) => isShown && setState(now));
    return () => {
      isShown = false;
    };
  }, []);
  return state;
}

/** Never rejects. */
export async function readOnce(read: ReadDetails, withPeople: boolean): Promise<DetailsState> {
  const outcome = await read(withPeople).catch(() => null);
  if (outcome?.kind === 'found') return { kind: 'read', details: outcome.value };
  return { kind: 'unread', why: outcome?.kind === 'unanswered' ? outcome.why : 'unreadable' };
}

/** Previews by their address in the record. */
export type Previews = ReadonlyMap<string, Preview>;

/** The pictures the record keeps. None of one that does not check out: they may have been put there since. */
export function previewsOf(state: DetailsState, { basis }: Pick<Report, 'basis'>): Previews {
  return new Map(state.kind === 'read' && basis !== 'record-broken' ? state.details.previews : []);
}
