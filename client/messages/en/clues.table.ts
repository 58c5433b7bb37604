/** What a piece of evidence is called (`clue.<what>`), and why an alert was taken back (`retraction.<why>`). */
export const clues = {
  'clue.distressNote': 'Said of it',
  'clue.peopleAboard': 'People aboard',
  'clue.distressNoPosition': 'No position is known',
  'clue.distressPosition': 'Position',
  'clue.heardBy': 'Heard by',
  'clue.told': 'Told to',
  'clue.saidBy': 'Said by',
  'clue.reason': 'Reason',
  'clue.until': 'Until',
  'clue.lastReport': 'Last report',
  'clue.withoutUnitSince': 'Without a unit since',
  'clue.withoutUnitUntil': 'Without a unit until',
  'clue.plannedFrom': 'Planned from',
  'clue.plannedUntil': 'Planned until',
  'clue.units': 'Units',
  'clue.lastHeard': 'Last heard',
} as const;
