/**
 * Older editions that sensors still send, as what differs from the newest one: extensions and bits that they do not
 * have. From published definitions of these editions (EUROCONTROL-SPEC-0149, parts 4, 7, 9, 12); 010 0.31 has the
 * layout of 1.1.
 */
import { CAT010 } from './cat010.table.ts';
import { CAT021 } from './cat021.table.ts';
import { CAT048 } from './cat048.table.ts';
import { CAT062 } from './cat062.table.ts';
import {
  type CategoryTable,
  code,
  extended,
  FX,
  group,
  type Node,
  octal,
  type Part,
  spare,
} from './layout.ts';

const older = (
  newest: CategoryTable,
  edition: string,
  items: Readonly<Record<string, Node>>,
): CategoryTable => ({ ...newest, edition, items: { ...newest.items, ...items } });

/** I048/020, first octet. */
const REPORT_048: readonly Part[] = [
  code('typ', 3),
  code('sim', 1),
  code('rdp', 1),
  code('spi', 1),
  code('rab', 1),
  FX,
];

/** I062/080, first five octets. */
const STATUS_062: readonly Part[] = [
  code('mon', 1),
  code('spi', 1),
  code('mrh', 1),
  code('src', 3),
  code('cnf', 1),
  FX,
  code('sim', 1),
  code('tse', 1),
  code('tsb', 1),
  code('fpc', 1),
  code('aff', 1),
  code('stp', 1),
  code('kos', 1),
  FX,
  code('ama', 1),
  code('md4', 2),
  code('me', 1),
  code('mi', 1),
  code('md5', 2),
  FX,
  code('cst', 1),
  code('psr', 1),
  code('ssr', 1),
  code('mds', 1),
  code('ads', 1),
  code('suc', 1),
  code('aac', 1),
  FX,
];

export const OLDER: readonly CategoryTable[] = [
  older(CAT010, '0.31', {}),
  older(CAT021, '2.1', {
    '040': extended(
      code('atp', 3),
      code('arc', 2),
      code('rc', 1),
      code('rab', 1),
      FX,
      code('dcr', 1),
      code('gbs', 1),
      code('sim', 1),
      code('tst', 1),
      code('saa', 1),
      code('cl', 2),
      FX,
      spare(2),
      code('ipc', 1),
      code('nogo', 1),
      code('cpr', 1),
      code('ldpj', 1),
      code('rcf', 1),
      FX,
    ),
  }),
  older(CAT048, '1.15', {
    '020': extended(
      ...REPORT_048,
      code('tst', 1),
      spare(2),
      code('me', 1),
      code('mi', 1),
      code('foefri', 2),
      FX,
    ),
  }),
  older(CAT048, '1.23', {
    '020': extended(
      ...REPORT_048,
      code('tst', 1),
      code('err', 1),
      code('xpp', 1),
      code('me', 1),
      code('mi', 1),
      code('foefri', 2),
      FX,
    ),
  }),
  older(CAT062, '1.12', { '080': extended(...STATUS_062) }),
  older(CAT062, '1.16', {
    '060': group(spare(2), code('ch', 1), spare(1), octal('mode3a', 12)),
    '080': extended(
      ...STATUS_062,
      code('sds', 2),
      code('ems', 3),
      code('pft', 1),
      code('fplt', 1),
      FX,
      code('dupt', 1),
      code('dupf', 1),
      code('dupm', 1),
      spare(4),
      FX,
    ),
  }),
];
