import { expect, test } from 'vitest';
import type { DetectionSettings } from '../../../proto/domain/alert/rules.ts';
import { zoneBorder } from '../../../proto/domain/alert/thresholds/zones.table.ts';
import { ThresholdValues } from '../../../server/detect/thresholdvalues.ts';
import { COAST, marking } from '../access/worlds.ts';

const settings = (more: Partial<DetectionSettings>): DetectionSettings => ({
  off: [],
  priorities: {},
  thresholds: {},
  ofClass: {},
  inZone: {},
  marking: marking(COAST),
  ...more,
});
const path = 'zoneBorder.edgeM';

test('a zone’s value before a class’s before the site’s before the default', () => {
  const values = new ThresholdValues();
  const edgeM = (of?: 'person' | 'cargo', zones?: string[]) => values.of(zoneBorder, of, zones).edgeM;
  expect([edgeM(), edgeM('cargo'), edgeM('person'), edgeM('person', ['z1'])]).toEqual([50, 50, 30, 30]);
  values.set(settings({ thresholds: { [path]: 70 }, ofClass: { person: { [path]: 20 } } }));
  expect([edgeM(), edgeM('cargo'), edgeM('person'), edgeM('person', ['z1'])]).toEqual([70, 70, 20, 20]);
  values.set(settings({ thresholds: { [path]: 70 }, inZone: { z2: { [path]: 5 }, z3: {} } }));
  expect([edgeM('person', ['z1', 'z2']), edgeM('cargo', ['z3', 'z2']), edgeM('cargo')]).toEqual([5, 70, 70]);
  values.set(undefined);
  expect(edgeM('cargo', ['z2'])).toBe(50);
});

test('asked again it is the same answer, and nothing is made', () => {
  const values = new ThresholdValues();
  expect(values.of(zoneBorder, 'cargo', ['z'])).toBe(values.of(zoneBorder, 'cargo'));
  expect(values.of(zoneBorder, 'tug')).not.toBe(values.of(zoneBorder, 'cargo'));
});
