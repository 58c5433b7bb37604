/** The parts of the workspace, and who is offered which; the server decides again, whatever is offered. Pure. */
import { create } from 'zustand';
import type { Me } from '../../../proto/domain/operations/session.ts';
import { WORKSPACES, type Workspace } from '../../store/view.ts';

export const ADMIN_PARTS = [
  'people',
  'agreements',
  'releases',
  'watchLists',
  'detection',
  'archive',
  'audit',
  'seeAs',
  'own',
] as const;
export type AdminPart = (typeof ADMIN_PARTS)[number];

/** The part that was looked at last, and what of each list is shown in full. */
export interface AdminChoice {
  readonly part: AdminPart;
  /** `agency/<id>`, or the id of a person, agreement or release; `new` and `new agency` while one is written. */
  readonly chosen: string | undefined;
}

export const useAdminChoice = create<AdminChoice>()(() => ({ part: 'people', chosen: undefined }));

export const showPart = (part: AdminPart): void => useAdminChoice.setState({ part, chosen: undefined });
export const choose = (chosen: string | undefined): void => useAdminChoice.setState({ chosen });

/** Those who see the picture or judge how it is used read what was agreed and released. */
const readsDecisions = ({ may, roles }: Me): boolean =>
  !roles.includes('wall') && (may.includes('see') || roles.includes('dataProtection'));

export function partsFor(me: Me | undefined): readonly AdminPart[] {
  if (me === undefined) return [];
  const { may, roles, seesAs, how } = me;
  const offered: Readonly<Record<AdminPart, boolean>> = {
    people: may.includes('administer') || roles.includes('dataProtection'),
    agreements: readsDecisions(me),
    releases: readsDecisions(me),
    watchLists: may.includes('configureAlerts') && seesAs === undefined,
    detection: may.includes('configureAlerts') && seesAs === undefined,
    archive: (may.includes('askArchive') || may.includes('keepArchive')) && seesAs === undefined,
    audit: may.includes('readAudit') && seesAs === undefined,
    seeAs: may.includes('seeAs'),
    own: how === 'session' && seesAs === undefined && !roles.includes('wall'),
  };
  return ADMIN_PARTS.filter((part) => offered[part]);
}

/** Whoever may not see the picture is offered no map. */
export function workspacesFor(me: Me | undefined): readonly Workspace[] {
  const sees = me?.may.includes('see') ?? false;
  return WORKSPACES.filter((workspace) => {
    if (workspace === 'administration') return partsFor(me).length > 0;
    // Nobody sits before a wall.
    return sees && !(workspace === 'replay' && me?.roles.includes('wall') === true);
  });
}
