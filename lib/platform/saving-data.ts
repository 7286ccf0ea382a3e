/**
 * The person asked the browser to save data (https://wicg.github.io/savedata/); `false` where the browser does not say.
 * A connection that the system calls metered is not told to extensions.
 */
export function isSavingData(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}
