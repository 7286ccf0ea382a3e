import type { Page } from 'puppeteer-core';
import type { FromExtension } from '../../lib/messaging/protocol.ts';

export type BrowserName = 'chromium' | 'firefox';

/** A badge as `whenceBadges()` of the end-to-end build tells it; `rect` is in CSS pixels of its frame's viewport. */
export interface Badge {
  readonly src: string;
  readonly label: string | null;
  readonly basis: string;
  readonly rect: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** A viewport in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
  /** Device pixels to a CSS pixel. */
  readonly deviceScaleFactor?: number;
}

/** An ordinary web page. */
export interface Tab {
  readonly page: Page;
  /** The browser's own number of the tab, as extension messages use it. */
  readonly id: number;
  /** Badges now shown, in every frame. */
  badges(): Promise<readonly Badge[]>;
  close(): Promise<void>;
}

/** Keys by the names of UI Events (https://www.w3.org/TR/uievents-key/). */
export type Key =
  'Tab' | 'Enter' | 'Escape' | 'ArrowDown' | 'ArrowUp' | 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End' | ' ';

/** One of Whence's own pages, opened in a tab. */
export interface ExtensionTab {
  /** Runs an expression there and answers its (awaited) value, which must be plain JSON. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** Presses keys one after the other, as a person does: the tab comes to the front, and the browser acts on them. */
  press(...keys: readonly Key[]): Promise<void>;
  /** Types text where the focus is. */
  write(text: string): Promise<void>;
  /** Gives a file input these files, as the browser's own dialog does; Chromium takes a folder where the input does. */
  chooseFiles(selector: string, paths: readonly string[]): Promise<void>;
  /** Takes the network away from it, or gives it back; in Firefox from everything but this computer, for all tabs. */
  setOffline(isOffline: boolean): Promise<void>;
  /** PNG of the viewport. */
  screenshot(): Promise<Buffer>;
  resize(size: Size): Promise<void>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  readonly name: BrowserName;
  readonly executable: string;
  /** Folder of the unpacked extension, the end-to-end build. */
  readonly extension: string;
  readonly headless: boolean;
  /** Folder of the profile, kept when the browser is closed; absent: a fresh one. */
  readonly profile?: string;
  /** What pages see as `prefers-color-scheme`. */
  readonly scheme?: 'light' | 'dark';
  /** Forced colors, as in high contrast mode; Chromium only. */
  readonly isForced?: boolean;
}

/** Chromium and Firefox behind one face, each with Whence in it. */
export interface Browser {
  readonly name: BrowserName;
  readonly version: string;
  /** Opens `url` in a new tab and waits for its load event. */
  open(url: string, size?: Size): Promise<Tab>;
  openExtensionPage(path: string): Promise<ExtensionTab>;
  /** Asks Whence's background what its own pages may ask. */
  ask<Name extends keyof FromExtension>(
    name: Name,
    body: Parameters<FromExtension[Name]>[0],
  ): Promise<ReturnType<FromExtension[Name]>>;
  /** Ends the service worker or event page as the browser itself does when it is idle. */
  stopBackground(): Promise<void>;
  /** Resolves when the person closed the browser. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
}
