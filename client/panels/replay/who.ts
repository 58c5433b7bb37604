/** Who may replay and ask the archive, as the page offers it; the server decides again. */
import type { Me } from '../../../proto/domain/operations/session.ts';

export const mayReplay = (me: Me | undefined): boolean =>
  me?.may.includes('see') === true && me.may.includes('askArchive');
