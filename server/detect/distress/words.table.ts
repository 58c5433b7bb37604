/**
 * Words by which people say that somebody may be in trouble: of the IMO Standard Marine Communication Phrases
 * (A.918(22), part A1/1, in English, the language that is spoken at sea between stations).
 */
export const TROUBLE_WORDS: readonly RegExp[] = [
  /\b(adrift|drifting)\b/i,
  /\b(sinking|capsiz\w*|overturned|listing|flood(ing|ed))\b/i,
  /\b(taking|making) (in )?water\b/i,
  /\bon fire\b|\bsmoke\b|\bexplosion\b/i,
  /\b(man|person|people|somebody|body|bodies) (is |are )?(overboard|in the water)\b/i,
  /\b(no|without|lost) (engine|power|steering|fuel|propulsion)\b|\bengine (failure|failed|stopped|broke\w*|dead)\b|\bout of fuel\b/i,
  /\b(needs?|asks? for|wants?|calling for) (help|assistance)\b|\bwav(es|ing)\b.*\b(arms|clothes|shirts?|flags?)\b/i,
  /\boverloaded\b|\bovercrowded\b/i,
  /\b(aground|stranded)\b/i,
];

/** The first words that say so; undefined: none do. Words that are denied ("not sinking") say nothing. */
export function troubleIn(text: string): string | undefined {
  for (const words of TROUBLE_WORDS) {
    const found = words.exec(text);
    if (found && !/\b(no|not|never|without) (longer )?$/i.test(text.slice(0, found.index))) return found[0];
  }
  return undefined;
}
