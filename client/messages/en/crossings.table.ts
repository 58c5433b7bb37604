/** Words of border crossing points. */
export const crossings = {
  'do.crossings': 'Crossing points on or off',
  'layers.crossings': 'Crossing points',
} as const;
