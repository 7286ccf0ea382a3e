import { type Collected, collectFiles } from './collect-files.ts';

/**
 * Lets a person drop anything anywhere on a page.
 * @param over told whether something is held over it
 */
export function acceptDrops(
  page: EventTarget,
  take: (data: DataTransfer) => void,
  over: (isOver: boolean) => void = () => undefined,
): void {
  const on = (type: string, act: (event: DragEvent) => void) =>
    page.addEventListener(type, (event) => act(event as DragEvent));
  on('dragover', (event) => {
    event.preventDefault();
    over(true);
  });
  on('dragleave', ({ relatedTarget }) => relatedTarget === null && over(false));
  on('drop', (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer !== null) take(event.dataTransfer);
  });
}

/** The files of what was dropped or pasted, and of its folders. To be called before anything is waited for. */
export async function filesIn(data: DataTransfer, limit: number): Promise<Collected> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const files = [...data.files];
  if (entries.some(({ isDirectory }) => isDirectory)) return collectFiles(entries, limit);
  return { brought: files.map(nameWithFolders), leftOut: 0 };
}

/** A file by the name it has in the folder it was chosen with. */
export function nameWithFolders(file: File): { readonly file: File; readonly name: string } {
  return { file, name: file.webkitRelativePath || file.name };
}
