/** Reports that tests of contacts use. */
import type { ManualReport } from '../../../proto/domain/manual.ts';
import { agencyId } from '../../../proto/domain/operations/agency.ts';
import { manualReport } from '../../../server/operations/report.ts';

/** Who enters them. */
export const WATCH = { id: 'p1', name: 'Mira', agency: agencyId('xa-coast-guard') };

/** As a person's form sends it. */
export const boat = {
  place: { kind: 'point', lat: 41, lon: 18.9, uncertaintyM: 500 },
  kind: 'seaContact',
  sogKn: 8,
  cogDeg: 270,
  saidBy: 'fishing vessel by VHF 16',
  name: 'grey boat',
};

export const reportOf = (over: object = {}): ManualReport => manualReport.parse({ ...boat, ...over });
