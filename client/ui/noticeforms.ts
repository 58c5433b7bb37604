/** The signs of notices, on a grid of 24: the form says how much is asked, on the map and in the card alike. */

export const NOTICE_FORMS = {
  distress: 'M12 1.5L22.5 12L12 22.5L1.5 12Z',
  restricted: 'M12 2A10 10 0 1 1 11.99 2Z',
  caution: 'M12 2.5L22.5 21H1.5Z',
  information: 'M3 3H21V21H3Z',
} as const;

export const NOTICE_MARKS = {
  distress: 'M10.9 6.5H13.1L12.7 13.5H11.3ZM12 15A1.4 1.4 0 1 1 11.99 15Z',
  restricted: 'M6 10.8H18V13.2H6Z',
  caution: 'M10.9 9H13.1L12.7 15H11.3ZM12 16.2A1.3 1.3 0 1 1 11.99 16.2Z',
  information: 'M10.8 10H13.2V18H10.8ZM12 6A1.4 1.4 0 1 1 11.99 6Z',
} as const;
