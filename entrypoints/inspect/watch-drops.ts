import { collectFiles } from '../../lib/platform/collect-files.ts';
import type { Brought } from '../../lib/platform/inspect-desk.ts';

/** Whoever takes in what is dropped on the page or pasted into it. */
export interface Taker {
  /** Something is being dragged over the page, or no longer. */
  readonly onOver: (isOver: boolean) => void;
  /** `leftOut`: files of folders beyond `limit`. */
  readonly onFiles: (brought: readonly Brought[], leftOut: number) => void;
  /** Without files; empty where there was nothing readable. */
  readonly onText: (text: string) => void;
  /** Most files read out of folders. */
  readonly limit: number;
}

/** Takes in files, folders and text from anywhere on the page; text pasted into a field stays there. */
export function watchDrops(taker: Taker): void {
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    taker.onOver(true);
  });
  document.addEventListener('dragleave', ({ relatedTarget }) => relatedTarget === null && taker.onOver(false));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    taker.onOver(false);
    if (event.dataTransfer !== null) void take(event.dataTransfer, taker);
  });
  document.addEventListener('paste', (event) => {
    const data = event.clipboardData;
    if (data === null) return;
    if (data.files.length > 0) event.preventDefault();
    if (data.files.length > 0 || !(event.target instanceof HTMLInputElement)) void take(data, taker);
  });
}

/** What files of the list are called: with the folders they were chosen with. */
export function broughtFiles(files: Iterable<File>): readonly Brought[] {
  return [...files].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
}

/** Files and folders, else text. Everything is taken out of `data` before the first await, which empties it. */
async function take(data: DataTransfer, { limit, onFiles, onText }: Taker): Promise<void> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const files = [...data.files];
  const text = data.getData('text/uri-list') || data.getData('text/plain');
  if (entries.some(({ isDirectory }) => isDirectory)) {
    const { brought, leftOut } = await collectFiles(entries, limit);
    onFiles(brought, leftOut);
  } else if (files.length > 0) onFiles(broughtFiles(files), 0);
  else onText(text);
}
