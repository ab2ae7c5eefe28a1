/**
 * The weight of each signal of who uses a key. Positive weights point to a workload, negative ones to a person.
 * `README.md` has the same table with its conditions.
 */
export const WEIGHT = {
  unattendedSoftware: 3,
  workloadWord: 2,
  workloadHint: 1,
  furtherWorkloadWord: 1,
  sharedMailbox: 2,
  copies: 2,
  personWord: -2,
  personHint: -1,
  holderName: -1,
  supporting: 1,
  /** Negative if the owner set it to a person. */
  override: 3,
} as const;

/** A sum of this or more means workload. */
export const WORKLOAD_AT = 2;
/** A sum of this or less means person, unless one signal alone would mean workload. */
export const PERSON_AT = -1;
