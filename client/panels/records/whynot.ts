/** A refusal as it is shown: what, where, and what to do about it. */
export const whyNot = (answer: {
  readonly what: string;
  readonly where?: string;
  readonly remedy?: string;
}): string => [answer.what, answer.where, answer.remedy].filter(Boolean).join(' · ');
