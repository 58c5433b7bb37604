/** The objects of a list to be sent: messages come from files, too, and what should be a list may be none. */
export const listed = <T>(said: readonly T[] | undefined): readonly T[] =>
  Array.isArray(said) ? said.filter((one) => typeof one === 'object' && one !== null) : [];
