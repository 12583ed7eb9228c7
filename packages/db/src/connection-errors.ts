/** Codes of Node's and PostgreSQL's errors that say "the server is away", not "the query is wrong". */
const CONNECTION_ERROR_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "ENOENT",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "EPIPE",
  "57P01", // admin_shutdown
  "57P02", // crash_shutdown
  "57P03", // cannot_connect_now: still starting
  "53300", // too_many_connections
]);

/** Whether an error means that the server can't be reached now; the same call may succeed later. */
export function isConnectionError(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isConnectionError);
  if (!(error instanceof Error)) return false;
  const code = (error as NodeJS.ErrnoException).code;
  if (code !== undefined && (CONNECTION_ERROR_CODES.has(code) || code.startsWith("08"))) return true;
  // pg has no code for these.
  return /^(Connection terminated|timeout (exceeded|expired)|Client has encountered a connection error)/.test(
    error.message,
  );
}
