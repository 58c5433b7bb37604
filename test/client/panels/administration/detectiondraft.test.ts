import { describe, expect, test } from 'vitest';
import { en } from '../../../../client/messages/en.table.ts';
import {
  checkDetection,
  detectionDraftOf,
  tablesOf,
  typedThreshold,
} from '../../../../client/panels/administration/detectiondraft.ts';
import { ALERT_KINDS } from '../../../../proto/domain/alert/kinds.table.ts';
import type { DetectionSettings } from '../../../../proto/domain/alert/rules.ts';
import { THRESHOLD_TABLES } from '../../../../proto/domain/alert/thresholds/alltables.ts';
import { agencyId } from '../../../../proto/domain/operations/agency.ts';

const owner = agencyId('xa-coast-guard');
const PATH = 'taskUnanswered.afterS';
const begun = detectionDraftOf(undefined);

describe('the settings', () => {
  test('say only what differs from the defaults', () => {
    const checked = checkDetection(
      {
        ...begun,
        off: new Set(['convoy']),
        priorities: { drifting: 'warning' },
        thresholds: { [PATH]: ' 600 ' },
      },
      owner,
    );
    expect(checked).toEqual({
      ok: true,
      value: {
        off: ['convoy'],
        priorities: { drifting: 'warning' },
        thresholds: { [PATH]: 600 },
        ofClass: {},
        inZone: {},
        marking: { owner, purpose: 'borderSurveillance', retention: 'decisions' },
      },
    });
    const usual = checkDetection({ ...begun, thresholds: { [PATH]: '300' } }, owner);
    expect(usual.ok && usual.value.thresholds).toEqual({});
  });

  test('are refused out of bounds, by path', () => {
    expect(typedThreshold(PATH, '29')).toBe('wrong');
    expect(typedThreshold(PATH, 'soon')).toBe('wrong');
    expect(typedThreshold(PATH, '')).toBe('usual');
    expect(typedThreshold(PATH, '31,5')).toBe(31.5);
    expect(checkDetection({ ...begun, thresholds: { [PATH]: '1' } }, owner)).toEqual({
      ok: false,
      wrong: new Set([PATH]),
    });
  });

  test('never switch distress off, and keep what is said of classes and zones', () => {
    const value: DetectionSettings = {
      off: [],
      priorities: {},
      thresholds: { [PATH]: 900 },
      ofClass: { tug: { [PATH]: 700 } },
      inZone: { port: { [PATH]: 800 } },
      marking: { owner: agencyId('xb'), purpose: 'borderSurveillance', retention: 'decisions' },
    };
    const upon = { version: 3, value } as never;
    const draft = detectionDraftOf(upon);
    expect(draft.thresholds).toEqual({ [PATH]: '900' });
    const checked = checkDetection({ ...draft, off: new Set(['distress']) }, owner);
    expect(checked).toEqual({ ok: true, value });
  });
});

test('every table of thresholds is shown once: with its kind, or among the shared', () => {
  const shown = [...ALERT_KINDS.flatMap((kind) => tablesOf(kind)), ...tablesOf(undefined)];
  expect(shown.toSorted()).toEqual([...THRESHOLD_TABLES.keys()].toSorted());
  // Under no kind's name, it has one of its own.
  for (const name of tablesOf(undefined)) expect(en).toHaveProperty([`detection.table.${name}`]);
});
