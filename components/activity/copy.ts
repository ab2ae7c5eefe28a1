/** The texts of the activity screen. The sentences of its entries are in `activity-words.ts`. */
export const copy = {
  title: 'Activity',
  intro: 'Append-only log. Entries can’t be edited.',
  search: 'Search activity',
  action: 'Action',
  ofAudit: 'One audit',
  loadError: 'Couldn’t load activity.',
  more: 'Show more',
  viewAudit: 'View audit',
  noMatches: {
    title: 'No matching activity',
    text: 'No entries match your search and filters.',
  },
  none: {
    title: 'No activity yet',
    text: 'Latchkey records sign-ins, audits, exports, and changes here.',
  },
} as const;
