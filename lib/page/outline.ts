import { moveTo } from './move-to.ts';
import type { Overlay } from './overlay.ts';
import { pictureBox } from './picture-box.ts';
import type { Spot } from './spot.ts';
import { clipBox, surroundingsOf } from './visible-box.ts';

export interface Outline {
  /** Outlines one picture, or none. */
  set(spot: Spot | null): void;
  follow(): void;
  forget(spot: Spot): void;
}

/** The ring around the picture whose row is pointed at in the popup. */
export function createOutline(overlay: Overlay): Outline {
  const ring = document.createElement('div');
  ring.className = 'outline';
  let outlined: Spot | null = null;

  const follow = (): void => {
    if (outlined === null) return;
    const box = clipBox(pictureBox(outlined.element), surroundingsOf(outlined.element).clips);
    ring.hidden = box === null;
    if (box === null) return;
    const origin = overlay.originOf(overlay.page);
    ring.style.width = `${box.width / origin.scale}px`;
    ring.style.height = `${box.height / origin.scale}px`;
    moveTo(ring, box, origin);
  };
  const set = (spot: Spot | null): void => {
    outlined = spot;
    if (spot === null) return ring.remove();
    overlay.page.append(ring);
    follow();
  };
  return {
    set,
    follow,
    forget(spot) {
      if (spot === outlined) set(null);
    },
  };
}
