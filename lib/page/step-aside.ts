import type { Label } from './label.ts';

/** Badges on videos that play: `.aside` fades them out after four seconds (`overlay.css`), a moving pointer brings them back. */
export interface StepAside {
  /** Call it whenever the label was placed. */
  update(label: Label): void;
  forget(label: Label): void;
}

export function createStepAside(signal: AbortSignal): StepAside {
  const playing = new Map<HTMLVideoElement, HTMLElement>();
  let isListening = false;

  const isHere = (video: HTMLVideoElement, { clientX: x, clientY: y }: PointerEvent): boolean => {
    const { left, right, top, bottom } = video.getBoundingClientRect();
    return x >= left && x <= right && y >= top && y <= bottom;
  };
  const returned = new Set<HTMLElement>();
  const leaveAgain = (): void => {
    for (const button of playing.values()) if (returned.has(button)) button.classList.add('aside');
    returned.clear();
  };
  const onPointer = (event: PointerEvent): void => {
    // Players lay their own controls over the video, so what the event hits says little.
    const met = [...playing].filter(([video, button]) => !returned.has(button) && isHere(video, event));
    for (const [, button] of met) {
      returned.add(button);
      button.classList.remove('aside');
    }
    // Drawn once without the class, it fades anew when it gets it back.
    if (met.length > 0) requestAnimationFrame(() => requestAnimationFrame(leaveAgain));
  };
  const listen = (): void => {
    if (isListening) return;
    isListening = true;
    for (const type of ['pointermove', 'pointerdown'] as const)
      window.addEventListener(type, onPointer, { capture: true, passive: true, signal });
  };
  return {
    update({ spot: { element }, badge: { button } }) {
      if (!(element instanceof HTMLVideoElement)) return;
      const isPlaying = !element.paused && !element.ended;
      if (isPlaying) {
        playing.set(element, button);
        listen();
      } else playing.delete(element);
      if (!isPlaying || !returned.has(button)) button.classList.toggle('aside', isPlaying);
    },
    forget({ spot: { element } }) {
      if (element instanceof HTMLVideoElement) playing.delete(element);
    },
  };
}
