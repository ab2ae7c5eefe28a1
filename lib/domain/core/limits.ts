/** The longest justification of an exception or note on who uses a key. *Units*: characters. */
export const MAX_REASON_CHARS = 1000;

/** The longest name that an owner can give a workload. *Units*: characters. */
export const MAX_WORKLOAD_NAME_CHARS = 200;

/** The longest name or email of an assignee. *Units*: characters. */
export const MAX_ASSIGNEE_CHARS = 200;
