import { describe, expect, test } from 'vitest';
import { zoneBorder } from '../../../../proto/domain/alert/thresholds/zones.table.ts';
import { agencyId } from '../../../../proto/domain/operations/agency.ts';
import type { RecordValues } from '../../../../proto/domain/operations/record.ts';
import { epochMs } from '../../../../proto/domain/units.ts';
import type { RecordsView } from '../../../../server/operations/kind.ts';
import { detectionRules } from '../../../../server/operations/kinds/detection.ts';

const NOW = epochMs(Date.parse('2026-11-20T12:00Z'));
const others: RecordsView = { get: () => ({}) as never, list: () => [] };
const settings: RecordValues['detection'] = {
  off: [],
  priorities: {},
  thresholds: {},
  ofClass: {},
  inZone: {},
  marking: { owner: agencyId('xa-coast-guard'), purpose: 'borderSurveillance', retention: 'decisions' },
};
const faultOf = (more: Partial<RecordValues['detection']>) => {
  const read = detectionRules.schema.safeParse({ ...settings, ...more });
  if (!read.success) return read.error.issues[0]!.path.join('.');
  return detectionRules.check!(read.data, others, NOW, undefined);
};

describe('the settings of the detectors', () => {
  test('values of known paths within their bounds, for the site, a class, a zone', () => {
    const path = 'zoneBorder.edgeM';
    const { from, to } = zoneBorder.rows.edgeM;
    expect(faultOf({ thresholds: { [path]: from } })).toBeUndefined();
    expect(faultOf({ ofClass: { fishing: { [path]: to } } })).toBeUndefined();
    expect(faultOf({ inZone: { z1: { [path]: 200 } } })).toBeUndefined();
    expect(faultOf({ thresholds: { [path]: to + 1 } })).toMatchObject({
      kind: 'invalid',
      what: `${path} is ${to + 1}, and may be ${from} to ${to} (m)`,
      where: `thresholds.${path}`,
    });
    expect(faultOf({ inZone: { z1: { [path]: -1 } } })).toMatchObject({ where: `inZone.z1.${path}` });
    expect(faultOf({ ofClass: { cargo: { 'zoneBorder.edgeKm': 1 } } })).toMatchObject({
      what: 'there is no threshold "zoneBorder.edgeKm"',
      where: 'ofClass.cargo.zoneBorder.edgeKm',
    });
    // What every object has is no table.
    expect(faultOf({ thresholds: { 'zoneBorder.toString': 1 } })).toMatchObject({ kind: 'invalid' });
    expect(faultOf({ thresholds: { edgeM: 1 } })).toBe('thresholds.edgeM');
  });

  test('a distress is always an emergency, and nothing else is made one', () => {
    expect(faultOf({ off: ['distress'] })).toMatchObject({ kind: 'refused', where: 'off' });
    expect(faultOf({ priorities: { distress: 'caution' } })).toMatchObject({ kind: 'refused' });
    expect(faultOf({ priorities: { silence: 'emergency' as never } })).toBe('priorities.silence');
    expect(faultOf({ off: ['silence'], priorities: { teleport: 'alarm' } })).toBeUndefined();
  });
});
