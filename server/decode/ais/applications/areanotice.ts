/** Area notices: SN.1/Circ.289 FI 22 (to all) and 23 (to one ship), and those of the United States (366/22, 367/22). */
import type { ApplicationForm } from './application.ts';
import { code, date, durationMin, linkage, number, spare } from './fields.ts';
import { bitsOf, type Layout, readLayout, type Said, writeLayout } from './layout.ts';
import {
  CIRC_289,
  readSubAreas,
  type SubArea,
  type SubAreaForm,
  USCG,
  USCG_TRIAL,
  writeSubAreas,
} from './subarea.ts';

const HEAD = {
  linkage,
  /** Table 11.11, 0…126. */
  description: number(7, { to: 126, none: 127 }),
  start: date,
  durationMin,
};
const USCG_HEAD = { version: code(6), ...HEAD, spare: spare(3) };

export type AreaNoticeMessage = {
  readonly application: 'areaNotice';
  readonly areas: readonly SubArea[];
} & Said<typeof USCG_HEAD>;

function areaNotice(
  dac: number,
  fi: number,
  addressed: boolean,
  head: Layout,
  form: SubAreaForm,
): ApplicationForm<AreaNoticeMessage> {
  const headBits = bitsOf(head);
  return {
    application: 'areaNotice',
    dac,
    fi,
    addressed,
    // whole parts only, which may be none where a notice is taken back; what is left is padding or cut
    read(from, at, end) {
      if (end - at < headBits) return undefined;
      const areas = readSubAreas(form, from, at + headBits, end);
      return { application: 'areaNotice', ...readLayout(head, from, at), areas };
    },
    write(to, said) {
      writeLayout(head, to, said);
      writeSubAreas(form, to, said.areas);
    },
  };
}

export const AREA_NOTICE = [
  areaNotice(1, 22, false, HEAD, CIRC_289),
  areaNotice(1, 23, true, HEAD, CIRC_289),
  areaNotice(367, 22, false, USCG_HEAD, USCG),
  areaNotice(366, 22, false, HEAD, USCG_TRIAL),
] as const;
