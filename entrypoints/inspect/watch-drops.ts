import type { Collected } from '../../lib/platform/collect-files.ts';
import { acceptDrops, filesIn } from '../../lib/platform/dropped.ts';

/** Whoever takes in what is dropped on the page or pasted into it. */
export interface Taker {
  /** Something is being dragged over the page, or no longer. */
  readonly onOver: (isOver: boolean) => void;
  readonly onFiles: (files: Collected) => void;
  /** Without files; empty where there was nothing readable. */
  readonly onText: (text: string) => void;
  /** Most files read out of folders. */
  readonly limit: number;
}

/** Takes in files, folders and text from anywhere on the page; text pasted into a field stays there. */
export function watchDrops(taker: Taker): void {
  acceptDrops(document, (data) => void take(data, taker), taker.onOver);
  document.addEventListener('paste', (event) => {
    const data = event.clipboardData;
    if (data === null) return;
    if (data.files.length > 0) event.preventDefault();
    if (data.files.length > 0 || !(event.target instanceof HTMLInputElement)) void take(data, taker);
  });
}

/** Files and folders, else text. Everything is taken out of `data` before the first await, which empties it. */
async function take(data: DataTransfer, { limit, onFiles, onText }: Taker): Promise<void> {
  const text = data.getData('text/uri-list') || data.getData('text/plain');
  const hasFiles = data.files.length > 0;
  const files = await filesIn(data, limit);
  if (hasFiles || files.brought.length + files.leftOut > 0) onFiles(files);
  else onText(text);
}
