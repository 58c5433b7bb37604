/** Who may replay and ask the archive, as the page offers it; the server decides again. */
import type { Me } from '../../../proto/domain/operations/session.ts';

const ROLES = ['analyst', 'supervisor'] as const;

export const mayReplay = (me: Me | undefined): boolean =>
  me?.may.includes('see') === true && ROLES.some((role) => me.roles.includes(role));
