import { readSettings, watchSettings } from './store.ts';
import type { Settings } from './settings.ts';

/** The settings for whoever asks often: read once, and again after each change. */
export function keptSettings(): () => Promise<Settings> {
  let kept: Promise<Settings> | null = null;
  watchSettings(() => (kept = null));
  return () => (kept ??= readSettings());
}
