/** Countries by name, from the browser's own tables. */

/** `Albania (AL)`; the code alone where the browser does not know it. */
export function countryName(code: string, language = 'en'): string {
  // The tables have these two for the testing of translations; here they are invented countries.
  if (code === 'XA' || code === 'XB') return code;
  try {
    const name = new Intl.DisplayNames([language], { type: 'region' }).of(code);
    return name === undefined || name === code ? code : `${name} (${code})`;
  } catch {
    return code;
  }
}
