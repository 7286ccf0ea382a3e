import { useEffect, useRef, useState } from 'preact/hooks';

/** Answers an object URL of a picture of a checked type, or `null`. */
export type LoadPicture = (address: string, abort: AbortSignal) => Promise<string | null>;

interface ThumbnailProps {
  readonly address: string;
  readonly load: LoadPicture;
  readonly class?: string;
}

/** A small live picture, loaded when it comes near the view; a plain field until then and when it cannot be had. */
export function Thumbnail({ address, load, class: name = 'thumb' }: ThumbnailProps) {
  const holder = useRef<HTMLSpanElement>(null);
  const [picture, setPicture] = useState<string | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    let made: string | null = null;
    const start = async (): Promise<void> => {
      const url = await load(address, abort.signal).catch(() => null);
      if (abort.signal.aborted && url !== null) URL.revokeObjectURL(url);
      else setPicture((made = url));
    };
    const stopWatching = whenNear(holder.current, () => void start());
    return () => {
      stopWatching();
      abort.abort();
      if (made !== null) URL.revokeObjectURL(made);
      setPicture(null);
    };
  }, [address, load]);
  if (picture !== null) return <img class={name} src={picture} alt="" decoding="async" />;
  return <span class={name} ref={holder} aria-hidden="true" />;
}

function whenNear(element: Element | null, act: () => void): () => void {
  if (element === null) return () => {};
  const watcher = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watcher.disconnect();
    act();
  });
  watcher.observe(element);
  return () => watcher.disconnect();
}
