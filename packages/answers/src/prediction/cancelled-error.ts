/** Thrown where a task is given up half-way because nobody waits for it any more. */
export class CancelledError extends Error {}
