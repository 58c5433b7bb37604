/** Who did something with an alert, as they may be known here. */
import type { Words } from '../../messages/words.ts';

/** @param name empty: of another agency, whose people are not named here */
export const whoDid = (t: Words, name: string): string => (name === '' ? t('alerts.another') : name);
