/** Names of fields that keys go to. */

/** The list's filter field, which `/` goes to. */
export const FILTER_FIELD_ID = 'filter-text';
