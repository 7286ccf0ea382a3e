import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

interface FileButtonProps {
  readonly class: string;
  readonly isFolder?: boolean;
  readonly isSingle?: boolean;
  readonly onFiles: (files: FileList) => void;
  readonly children: ComponentChildren;
}

/** A button like any other in front of the browser's own control. */
export function FileButton({ class: name, isFolder = false, isSingle = false, onFiles, children }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" class={name} onClick={() => input.current?.click()}>
        {children}
      </button>
      <input
        ref={input}
        type="file"
        multiple={!isSingle}
        hidden
        {...(isFolder && { webkitdirectory: true })}
        onChange={({ currentTarget }) => {
          if (currentTarget.files !== null) onFiles(currentTarget.files);
          // So that the same file can be chosen once more.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
