/** Words of zones: their list, their card, drawing and typing them, import and export. */
export const zones = {
  'do.zones': 'Zones on or off',
  'do.plan': 'Show the plan, or the tracks',
  'layers.zones': 'Zones',

  'zone.purpose.critical': 'Critical',
  'zone.purpose.vigilance': 'Vigilance',
  'zone.purpose.informative': 'Information',
  'zone.purpose.exclusion': 'Exclusion',
  'zone.purpose.fishing': 'Fishing',
  'zone.purpose.anchorage': 'Anchorage',
  'zone.purpose.port': 'Port',
  'zone.purpose.territorialSea': 'Territorial sea',
  'zone.purpose.borderLine': 'Border line',
  'zone.purpose.cable': 'Cable',

  'zone.standing.critical': 'critical now',
  'zone.standing.active': 'active',
  'zone.standing.outside': 'not at this time',
  'zone.standing.validated': 'validated',
  'zone.standing.draft': 'draft',
  'zone.standing.expired': 'expired',
} as const;
