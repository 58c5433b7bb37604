/** Where the vessels of the load are, and what of it the page shows. */
export const AREA = { south: 38, west: 14, north: 43, east: 21 };
export const VIEW = '?c=40.5000,17.5000,7.50';
