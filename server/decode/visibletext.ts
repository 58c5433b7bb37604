/** What cannot be seen: control characters, and those that turn the direction of writing or have no width. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

const ASCII = /^[\x20-\x7e]*$/;

/** Text of a peer without what cannot be seen, at most `most` characters. */
export function visibleText(text: string, most = 120): string {
  const kept = text.length > most ? text.slice(0, most) : text;
  return ASCII.test(kept) ? kept : kept.replace(UNSEEN, '.');
}
