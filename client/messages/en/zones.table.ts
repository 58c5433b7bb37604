/** Words of zones: their list, their card, drawing and typing them, import and export. */
export const zones = {
  'do.zones': 'Zones on or off',
  'do.plan': 'Show the plan, or the tracks',
  'layers.zones': 'Zones',
} as const;
