/** Id of a sighting. @param page without its fragment. @param picture as lists show it. */
export function sightingId(work: string, page: string, picture: string): string {
  return JSON.stringify([work, page, picture]);
}

/** Where the page of works shows a sighting. */
export function sightingAddress(work: string, page: string, picture: string): string {
  return `/works.html#sighting=${[work, page, picture].map(encodeURIComponent).join('&')}`;
}
