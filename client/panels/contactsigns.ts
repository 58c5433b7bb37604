/** Who sends and who does not, as a name in the catalogue and a shape, so that colour is never the only sign. */
import { ContactState } from '../../proto/domain/track.ts';
import type { ContactName } from '../store/view.ts';

const NAMES: readonly ContactName[] = ['uncooperative', 'dark', 'silent', 'unverified', 'manual'];

/** Undefined where there is nothing to say. */
export const contactName = (state: number | undefined): ContactName | undefined =>
  state === undefined ? undefined : NAMES.find((name) => ContactState[name] === state);
